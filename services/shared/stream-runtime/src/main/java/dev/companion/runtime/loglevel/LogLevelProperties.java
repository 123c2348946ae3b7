package dev.companion.runtime.loglevel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param port on 127.0.0.1, where levels of loggers are changed for a time; 0 for none */
@ConfigurationProperties("companion.log-level")
public record LogLevelProperties(@DefaultValue("0") int port) {

    public LogLevelProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("companion.log-level.port: %d (expected: 0 to 65535)".formatted(port));
        }
    }
}
