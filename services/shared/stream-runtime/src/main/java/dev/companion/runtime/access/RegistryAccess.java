package dev.companion.runtime.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Access to a schema registry (Apicurio) that everybody may read and one user may write. Only that user registers
 * schemas, and its administration is closed to all.
 */
public final class RegistryAccess {

    private static final String USER_INFO = "basic.auth.user.info";

    private RegistryAccess() {}

    /** Settings of the registry, in a file that only it reads. */
    public static String settings(String writer, String password) {
        return """
                quarkus.http.auth.basic=true
                quarkus.security.users.embedded.plain-text=true
                quarkus.security.users.embedded.users.%1$s=%2$s
                quarkus.security.users.embedded.roles.%1$s=sr-developer
                apicurio.auth.role-based-authorization=true
                apicurio.auth.anonymous-read-access.enabled=true
                quarkus.http.auth.permission.administration.paths=/apis/registry/v2/admin/*,/apis/registry/v3/admin/*
                quarkus.http.auth.permission.administration.policy=deny
                quarkus.http.cors.enabled=false
                """.formatted(writer, password);
    }

    /**
     * Settings of a registry that keeps its schemas in Kafka.
     *
     * @param credentials file with the properties of its clients
     */
    static String kafka(Path credentials) {
        try {
            return Files.readAllLines(credentials).stream()
                    .map(line -> "apicurio.kafka.common." + line + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(credentials), e);
        }
    }

    /** Properties of a client that writes, by Confluent's names. */
    public static Map<String, String> client(String writer, String password) {
        return Map.of("basic.auth.credentials.source", "USER_INFO", USER_INFO, writer + ":" + password);
    }

    /** The password in the properties of a client that writes. */
    static String password(Map<String, String> client) {
        var user = client.getOrDefault(USER_INFO, "").split(":", 2);
        if (user.length < 2) {
            throw new IllegalStateException("writer.properties of the registry: no password in " + USER_INFO
                    + " (delete the file: the next start writes a new one)");
        }
        return user[1];
    }
}
