package dev.companion.runtime.door;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of all HTTP ports.
 *
 * @param hostNames the names by which people reach this server, besides localhost; without port
 */
@ConfigurationProperties("companion.http")
public record DoorProperties(@DefaultValue List<String> hostNames) {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]");

    public DoorProperties {
        hostNames = hostNames.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        for (var name : hostNames) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "companion.http.host-names: %s (expected: names without scheme and port, such as companion.example.com)"
                                .formatted(name));
            }
        }
    }
}
