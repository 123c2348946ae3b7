package dev.companion.simulator.world;

import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, oldest first. A used-up rule is removed automatically; rules and their counts survive a restart.
 */
public final class Faults {

    private final World world;
    private final Table<Fault> rules;
    // Seeded, so that a run with probabilities can be repeated.
    private final Random random = new Random(20);

    Faults(World world) {
        this.world = world;
        this.rules = world.table("faults", Fault.class);
    }

    public Fault inject(Fault fault) {
        return world.change(() -> {
            long id = world.next("fault");
            return rules.put(Long.toString(id), fault.counting(id, fault.skip(), fault.count()));
        });
    }

    public List<Fault> all() {
        return world.read(() -> List.copyOf(rules.all()));
    }

    public void clear() {
        world.change(() -> all().forEach(fault -> rules.remove(Long.toString(fault.id()))));
    }

    public boolean remove(long id) {
        return world.change(() -> {
            boolean present = rules.find(Long.toString(id)).isPresent();
            rules.remove(Long.toString(id));
            return present;
        });
    }

    /**
     * The faults of one request: every matching delay and the first other matching rule, each counted down.
     *
     * @param method {@code "GET /v2/account/sites"} or {@code "companies.createCompany"}
     * @param carries whether the request carries a text
     */
    public List<Fault> hitBy(String api, String method, @Nullable String account, Predicate<String> carries) {
        return world.read(() -> {
            if (rules.size() == 0) {
                return List.of();
            }
            return world.change(() -> {
                var hits = new ArrayList<Fault>();
                boolean decided = false;
                for (Fault rule : List.copyOf(rules.all())) {
                    boolean delay = rule.kind() == FaultKind.LATENCY;
                    if (rule.matches(api, method, account, carries) && (delay || !decided) && use(rule)) {
                        hits.add(rule);
                        decided |= !delay;
                    }
                }
                return List.copyOf(hits);
            });
        });
    }

    private boolean use(Fault rule) {
        String key = Long.toString(rule.id());
        if (rule.skip() > 0) {
            rules.put(key, rule.counting(rule.id(), rule.skip() - 1, rule.count()));
            return false;
        }
        if (rule.probability() < 1 && random.nextDouble() >= rule.probability()) {
            return false;
        }
        Integer count = rule.count();
        if (count != null && count == 1) {
            rules.remove(key);
        } else if (count != null) {
            rules.put(key, rule.counting(rule.id(), 0, count - 1));
        }
        return true;
    }
}
