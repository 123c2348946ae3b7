package dev.companion.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    private static final StoreSpec<String> SITES = new StoreSpec<>("sites", String.class);
    private static final StoreSpec<Integer> COUNTS = new StoreSpec<>("counts", Integer.class);

    private final Ledger ledger = Ledger.inMemory();
    private final Table<String> sites = ledger.table(SITES);

    @Test
    void aWriteIsSeenBeforeItIsCommitted() {
        sites.put("acme|s1", "Head office");

        assertThat(sites.get("acme|s1")).isEqualTo("Head office");
    }

    @Test
    void discardedWritesLeaveNoTraceInAnyTable() {
        var counts = ledger.table(COUNTS);
        sites.put("acme|s1", "Head office");
        counts.put("acme", 1);
        ledger.commit();

        sites.put("acme|s1", "Moved");
        sites.put("acme|s2", "Branch");
        counts.remove("acme");
        ledger.discard();

        assertThat(entries(sites, "")).containsExactly(Map.entry("acme|s1", "Head office"));
        assertThat(counts.get("acme")).isEqualTo(1);
    }

    @Test
    void aSpecAlwaysGivesTheSameTable() {
        assertThat(ledger.table(SITES)).isSameAs(sites);
    }

    @Test
    void aScanStopsWhenTheVisitorSaysSo() {
        sites.put("acme|s1", "one");
        ledger.commit();
        sites.put("acme|s2", "two");
        sites.put("acme|s3", "three");
        var seen = new ArrayList<String>();

        sites.scan("acme|", (key, _) -> {
            seen.add(key);
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly("acme|s1", "acme|s2");
    }

    @Test
    void aKeyThatIsWrittenWhileItIsCommittedIsVisitedOnceWithItsNewValue() {
        sites.put("acme|s1", "old");
        ledger.commit();
        sites.put("acme|s1", "new");

        assertThat(entries(sites, "acme|")).containsExactly(Map.entry("acme|s1", "new"));
    }

    /** Puts, removals, commits and discards in any order: every read equals that of a map that copies itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsEqualThoseOfAMap(long seed) {
        var random = new Random(seed);
        var current = new TreeMap<String, String>();
        var committed = new TreeMap<String, String>();
        for (var step = 0; step < 2_000; step++) {
            var key = "t" + random.nextInt(3) + "|" + random.nextInt(12);
            switch (random.nextInt(10)) {
                case 0 -> {
                    ledger.commit();
                    committed.clear();
                    committed.putAll(current);
                }
                case 1 -> {
                    ledger.discard();
                    current.clear();
                    current.putAll(committed);
                }
                case 2, 3, 4 -> {
                    sites.remove(key);
                    current.remove(key);
                }
                default -> {
                    sites.put(key, "v" + step);
                    current.put(key, "v" + step);
                }
            }
            var prefix = "t" + random.nextInt(3) + "|";
            assertThat(entries(sites, prefix))
                    .as("seed %d, step %d", seed, step)
                    .containsExactlyInAnyOrderElementsOf(current.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(prefix))
                            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                            .toList());
            assertThat(sites.get(key)).isEqualTo(current.get(key));
        }
    }

    private static <V> List<Map.Entry<String, V>> entries(Table<V> table, String prefix) {
        var entries = new ArrayList<Map.Entry<String, V>>();
        table.forEachWithPrefix(prefix, (key, value) -> entries.add(Map.entry(key, value)));
        return entries;
    }
}
