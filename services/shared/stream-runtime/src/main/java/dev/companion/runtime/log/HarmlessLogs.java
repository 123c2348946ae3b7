package dev.companion.runtime.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Makes every line of every log harmless, at the one place through which all of them pass: between Logback and the encoders
 * of its appenders, whether they write patterns or JSON, and however they were configured.
 */
public final class HarmlessLogs implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** Once the logging system of the application is configured. */
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        install();
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    /** May be called again: what is harmless already stays as it is. */
    public static synchronized void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList()
                    .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appender -> {
                        if (appender instanceof OutputStreamAppender<ILoggingEvent> writing
                                && writing.getEncoder() != null
                                && !(writing.getEncoder() instanceof HarmlessEncoder)) {
                            writing.setEncoder(new HarmlessEncoder(writing.getEncoder()));
                        }
                    }));
        }
    }

    /** Hands harmless events to the encoder that was there. */
    private static final class HarmlessEncoder extends EncoderBase<ILoggingEvent> {

        private final Encoder<ILoggingEvent> encoder;

        HarmlessEncoder(Encoder<ILoggingEvent> encoder) {
            this.encoder = encoder;
            setContext(encoder.getContext());
            started = encoder.isStarted();
        }

        @Override
        public void start() {
            encoder.start();
            super.start();
        }

        @Override
        public void stop() {
            encoder.stop();
            super.stop();
        }

        @Override
        public byte[] headerBytes() {
            return encoder.headerBytes();
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return encoder.encode(new HarmlessEvent(event));
        }

        @Override
        public byte[] footerBytes() {
            return encoder.footerBytes();
        }
    }
}
