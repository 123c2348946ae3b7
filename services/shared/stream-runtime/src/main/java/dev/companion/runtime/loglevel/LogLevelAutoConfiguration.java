package dev.companion.runtime.loglevel;

import ch.qos.logback.classic.LoggerContext;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Lets a person on the machine change levels, if a port is set for it. */
@AutoConfiguration
@EnableConfigurationProperties(LogLevelProperties.class)
class LogLevelAutoConfiguration {

    @Bean
    LogLevelServer logLevelServer(LogLevelProperties properties) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers)) {
            throw new IllegalStateException("companion.log-level.port: needs Logback");
        }
        return new LogLevelServer(
                properties.port(),
                new LogLevels(
                        loggers,
                        InstantSource.system(),
                        (task, after) -> CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(task)));
    }
}
