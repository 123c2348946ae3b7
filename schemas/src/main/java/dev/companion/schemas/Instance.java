package dev.companion.schemas;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Which of several installations on one Kafka cluster a process belongs to. Its name is in front of the names of all
 * topics, consumer groups, transactions and changelogs, so that installations share nothing.
 *
 * @param name empty for the installation whose names have nothing in front; else 1 to 20 lower-case letters, digits and
 *     hyphens, beginning with a letter
 */
public record Instance(String name) {

    /** The setting: an environment variable or a system property. */
    public static final String PROPERTY = "companion.instance";

    private static final String VARIABLE = "COMPANION_INSTANCE";
    private static final Pattern NAME = Pattern.compile("|[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?");
    private static final String PRODUCT = "companion";
    private static final Instance OF_THIS_PROCESS = of(System.getProperties(), System.getenv());

    public Instance {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: 1 to 20 lower-case letters, digits and hyphens, beginning with a letter)"
                            .formatted(PROPERTY, name));
        }
        if (name.contains(PRODUCT)) {
            // Its names could be within the rights of another installation: blue-companion-… belongs to blue.
            throw new IllegalArgumentException(
                    "%s: %s (expected: a name without %s in it)".formatted(PROPERTY, name, PRODUCT));
        }
    }

    /** What the environment says; fixed from the start of a process to its end, as the names of its topics are. */
    public static Instance ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    static Instance of(Properties properties, Map<String, String> environment) {
        var name = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        return new Instance(name.strip());
    }

    /** What all names of topics begin with, such as {@code companion.} or {@code blue.companion.} */
    public String topicPrefix() {
        return (name.isEmpty() ? "" : name + ".") + PRODUCT + ".";
    }

    /** What the names of all groups, transactions and changelogs begin with: {@code companion-} or {@code blue-companion-}. */
    public String idPrefix() {
        return (name.isEmpty() ? "" : name + "-") + PRODUCT + "-";
    }

    /** Whether a topic, group, transaction or changelog has a name of this installation, also one that no catalogue has. */
    public boolean owns(String nameInKafka) {
        return nameInKafka.startsWith(topicPrefix()) || nameInKafka.startsWith(idPrefix());
    }

    /** A name in Kafka besides those of topics, such as {@code companion-mapper}. */
    public String id(String shortName) {
        return idPrefix() + shortName;
    }
}
