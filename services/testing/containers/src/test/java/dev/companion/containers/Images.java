package dev.companion.containers;

import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.utility.DockerImageName;

/** The images that the tests start. They are built or pulled before, never by a test. */
final class Images {

    static final List<String> SERVICES = List.of("poller", "mapper", "provisioner", "event-resolver", "console");

    static final DockerImageName KAFKA = DockerImageName.parse(or("COMPANION_KAFKA_IMAGE", "apache/kafka:4.2.1"));
    static final DockerImageName REGISTRY =
            DockerImageName.parse(or("COMPANION_REGISTRY_IMAGE", "apicurio/apicurio-registry:3.3.3"));

    private Images() {}

    static DockerImageName of(String service) {
        return DockerImageName.parse("companion/" + service + ":" + or("COMPANION_VERSION", "local"));
    }

    /** All of them. */
    static List<String> needed() {
        return Stream.concat(
                        Stream.of(KAFKA, REGISTRY, of("simulator")),
                        SERVICES.stream().map(Images::of))
                .map(DockerImageName::asCanonicalNameString)
                .toList();
    }

    private static String or(String variable, String otherwise) {
        var value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
