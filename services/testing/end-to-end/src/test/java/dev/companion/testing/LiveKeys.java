package dev.companion.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What compaction leaves of a tenant: the keys whose last record is not a tombstone, by topic. */
final class LiveKeys {

    private LiveKeys() {}

    /**
     * @param config of a consumer that may read all topics
     * @param topics which are compacted
     */
    static Map<String, Set<String>> of(Map<String, Object> config, String tenantId, Predicate<String> topics) {
        var live = new TreeMap<String, Set<String>>();
        TopicScan.forEach(config, topics, record -> {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.equals(tenantId) || key.startsWith(tenantId + "|")) {
                var keys = live.computeIfAbsent(record.topic(), _ -> new TreeSet<>());
                if (record.value() == null) {
                    keys.remove(key);
                } else {
                    keys.add(key);
                }
            }
        });
        live.values().removeIf(Set::isEmpty);
        return live;
    }
}
