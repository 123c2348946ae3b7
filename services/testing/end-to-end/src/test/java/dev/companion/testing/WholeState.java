package dev.companion.testing;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.serde.RegistryAvroDeserializer;
import dev.companion.stack.CompanionProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * All that is in the topics of an installation, as a reader outside of it sees it: the newest record of each key, or every fact,
 * with partition, time and headers. Values are compared as the registry's schemas read them; those of changelogs by their bytes.
 *
 * @param records by topic; topics without any are left out
 * @param changelogSettings of each changelog, as far as they differ from the broker's
 */
record WholeState(Map<String, Map<String, String>> records, Map<String, Map<String, String>> changelogSettings) {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final Set<String> LEFT_OUT = Set.of(
            "companion.requests.v1",
            "companion.provisioning.intents.v1",
            "companion.provisioning.outcomes.v1",
            "companion.gravityzone.claim-requests.v1",
            "companion.gravityzone.claim-answers.v1",
            "companion.service-reports.v1",
            "companion.dead-letters.v1");

    static WholeState of(CompanionProcess companion) {
        var config = new HashMap<>(companion.access().everything());
        config.put("isolation.level", "read_committed");
        var values = new RegistryAvroDeserializer();
        values.configure(Map.of("schema.registry.url", companion.registry()), false);
        var records = new TreeMap<String, Map<String, String>>();
        TopicScan.forEach(
                config,
                topic -> topic.startsWith("companion"),
                record -> see(record, values, records.computeIfAbsent(record.topic(), _ -> new TreeMap<>())));
        records.values().removeIf(Map::isEmpty);
        return new WholeState(records, settings(companion));
    }

    /** What of it belongs into a backup. */
    Map<String, Map<String, String>> backedUp() {
        return records.entrySet().stream()
                .filter(topic -> !LEFT_OUT.contains(topic.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void see(
            ConsumerRecord<byte[], byte[]> record, RegistryAvroDeserializer values, Map<String, String> seen) {
        var key = new String(record.key(), StandardCharsets.UTF_8);
        var row = row(record.topic());
        if (row != null && row.kind() == Kind.CHANGES) {
            seen.put("%s #%d".formatted(key, seen.size()), text(record, values, row));
        } else if (record.value() == null) {
            seen.remove(key);
        } else {
            seen.put(key, text(record, values, row));
        }
    }

    private static @Nullable Row row(String topic) {
        return CATALOGUE.rows().stream()
                .filter(row -> row.name().equals(topic))
                .findFirst()
                .orElse(null);
    }

    private static String text(
            ConsumerRecord<byte[], byte[]> record, RegistryAvroDeserializer values, @Nullable Row row) {
        var headers = new ArrayList<String>();
        record.headers()
                .forEach(
                        header -> headers.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
        return "partition %d at %d with %s: %s"
                .formatted(
                        record.partition(),
                        record.timestamp(),
                        headers,
                        row == null || row.record() == null
                                ? HexFormat.of().formatHex(record.value())
                                : values.deserialize(record.topic(), record.value()));
    }

    private static Map<String, Map<String, String>> settings(CompanionProcess companion) {
        try (var admin = Admin.create(companion.access().as("admin"))) {
            List<ConfigResource> changelogs = admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith("-changelog"))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            var settings = new TreeMap<String, Map<String, String>>();
            admin.describeConfigs(changelogs)
                    .all()
                    .get()
                    .forEach((topic, config) -> settings.put(
                            topic.name(),
                            config.entries().stream()
                                    .filter(each -> each.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                                    .collect(Collectors.toMap(
                                            ConfigEntry::name, ConfigEntry::value, (one, _) -> one, TreeMap::new))));
            return settings;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
