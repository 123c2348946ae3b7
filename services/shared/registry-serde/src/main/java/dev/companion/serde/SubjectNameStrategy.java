package dev.companion.serde;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/**
 * The subject under which a record's schema is registered. Named in configuration by Confluent's class, with or without
 * its package.
 */
enum SubjectNameStrategy {
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + (isKey ? "-key" : "-value");
        }
    },
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return schema.getFullName();
        }
    },
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private final String className;

    SubjectNameStrategy(String className) {
        this.className = className;
    }

    abstract String subject(String topic, boolean isKey, Schema schema);

    /** @throws ConfigException for any other name than Confluent's three */
    static SubjectNameStrategy named(String property, String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(strategy -> strategy.className.equals(simple))
                .findFirst()
                .orElseThrow(() -> new ConfigException(property + ": " + name + " (expected: "
                        + Arrays.stream(values())
                                .map(strategy -> strategy.className)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }
}
