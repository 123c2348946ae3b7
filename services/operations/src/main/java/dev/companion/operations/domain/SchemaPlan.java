package dev.companion.operations.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** All subjects are asked before anything is registered: one schema that a reader could not follow refuses them all. */
public final class SchemaPlan {

    /**
     * A subject of the registry beside the schema of this build.
     *
     * @param refusals why the schema must not be registered
     * @param level the level in force; empty for a subject without versions
     */
    public record Subject(
            String name,
            String record,
            boolean registered,
            List<String> refusals,
            String level,
            String expectedLevel) {}

    private static final String UNKNOWN = "REGISTRY";

    private SchemaPlan() {}

    /** @param registries base addresses of one registry, comma-separated; the first is printed */
    public static Plan of(List<Subject> subjects, String registries) {
        var registry = printable(registries);
        var differences = new ArrayList<Difference>();
        for (var subject : subjects) {
            for (var refusal : subject.refusals()) {
                differences.add(new Difference(
                        subject.name(),
                        "%s: %s. Nothing is registered; take a build that follows the versions in the registry"
                                .formatted(subject.name(), refusal),
                        Difference.Mend.REFUSED,
                        List.of()));
            }
            if (!subject.registered() && subject.refusals().isEmpty()) {
                differences.add(new Difference(
                        subject.name(),
                        "%s: schema %s is not registered".formatted(subject.name(), subject.record()),
                        Difference.Mend.APPLY,
                        List.of("companion admin schemas apply")));
            }
            if (!subject.level().isEmpty() && !subject.level().equals(subject.expectedLevel())) {
                differences.add(new Difference(
                        subject.name(),
                        "%s: level %s (expected: %s)"
                                .formatted(subject.name(), subject.level(), subject.expectedLevel()),
                        Difference.Mend.APPLY,
                        List.of(
                                "curl -X PUT -u USER:PASSWORD -H 'Content-Type: application/json' -d '{\"compatibility\":\"%s\"}' %s/config/%s"
                                        .formatted(subject.expectedLevel(), registry, subject.name()))));
            }
        }
        return new Plan("schemas", differences);
    }

    /** Without user and password. Of an address that is none, it is not known where they are. */
    private static String printable(String registries) {
        try {
            var given = new URI(registries.split(",", 2)[0].strip());
            if (given.getHost() == null) {
                return UNKNOWN;
            }
            return "%s://%s%s%s"
                    .formatted(
                            given.getScheme(),
                            given.getHost(),
                            given.getPort() < 0 ? "" : ":" + given.getPort(),
                            given.getRawPath().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            return UNKNOWN;
        }
    }
}
