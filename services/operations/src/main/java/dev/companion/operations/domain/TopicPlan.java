package dev.companion.operations.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Missing topics are created; a topic that differs is refused, because correcting it may lose what is in it. */
public final class TopicPlan {

    public static final String PARTITIONS = "partitions";

    /** A topic that is not in the cluster, as it must be. */
    public record Missing(String name, int partitions, int replication, Map<String, String> config) {}

    /** @param found null if the topic does not have the setting */
    public record Setting(
            String topic, String setting, @Nullable String found, String expected) {}

    private TopicPlan() {}

    public static Plan of(List<Missing> missing, List<Setting> settings, Tools tools) {
        var differences = new ArrayList<Difference>();
        missing.forEach(topic -> differences.add(create(topic, tools)));
        settings.forEach(setting -> differences.add(differs(setting, tools)));
        return new Plan("topics", differences);
    }

    private static Difference create(Missing topic, Tools tools) {
        var config = new TreeMap<>(topic.config())
                .entrySet().stream()
                        .map(entry -> " --config %s=%s".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        return new Difference(
                topic.name(),
                topic.name() + " is missing",
                Difference.Mend.APPLY,
                List.of(tools.command(
                        "kafka-topics.sh",
                        "--create --topic %s --partitions %d --replication-factor %d%s"
                                .formatted(topic.name(), topic.partitions(), topic.replication(), config))));
    }

    private static Difference differs(Setting setting, Tools tools) {
        if (setting.setting().equals(PARTITIONS)) {
            return new Difference(
                    setting.topic(),
                    "%s has %s partitions (expected: %s). The number of partitions must not be changed: the records of a tenant would be in two partitions. Start with topics of the right number"
                            .formatted(setting.topic(), setting.found(), setting.expected()),
                    Difference.Mend.REFUSED,
                    List.of());
        }
        return new Difference(
                setting.topic(),
                "%s has %s=%s (expected: %s)"
                        .formatted(
                                setting.topic(),
                                setting.setting(),
                                setting.found() == null ? "nothing" : setting.found(),
                                setting.expected()),
                Difference.Mend.REFUSED,
                List.of(tools.command(
                        "kafka-configs.sh",
                        "--alter --entity-type topics --entity-name %s --add-config %s=%s"
                                .formatted(setting.topic(), setting.setting(), setting.expected()))));
    }
}
