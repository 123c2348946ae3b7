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
 * Makes the lines of the log harmless at the one place through which they pass: between Logback and the encoders of its
 * appenders, whether they write patterns or JSON, and however they were configured. What libraries repeat is left out at the
 * same place ({@link ForeignLines}).
 *
 * <p>Limits: it reaches the appenders with an encoder, such as console and file, that hang directly on a logger at the time of
 * {@link #install}. It does not reach appenders inside another one (asynchronous, sifting), appenders without an encoder (syslog,
 * sockets, mail), appenders that are added later or by Logback's {@code scan}, lines before the environment is known, or
 * what is written to the standard streams past Logback. An encoder that reads arguments or markers one by one gets these as
 * they are.
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
            install(context);
        }
    }

    static void install(LoggerContext context) {
        context.getLoggerList()
                .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appender -> {
                    if (appender instanceof OutputStreamAppender<ILoggingEvent> writing
                            && writing.getEncoder() != null
                            && !(writing.getEncoder() instanceof HarmlessEncoder)) {
                        writing.setEncoder(new HarmlessEncoder(writing.getEncoder()));
                    }
                }));
    }

    /** Hands harmless events to the encoder that was there. */
    private static final class HarmlessEncoder extends EncoderBase<ILoggingEvent> {

        private static final byte[] NOTHING = {};

        private final Encoder<ILoggingEvent> encoder;
        private final ForeignLines foreign = new ForeignLines();

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
            var leftOut = foreign.leftOutBefore(event);
            return leftOut < 0 ? NOTHING : encoder.encode(new HarmlessEvent(event, leftOut));
        }

        @Override
        public byte[] footerBytes() {
            return encoder.footerBytes();
        }
    }
}
