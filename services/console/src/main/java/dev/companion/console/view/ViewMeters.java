package dev.companion.console.view;

import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the view knows of all tenants, and how well it knows it; no tenant is named.
 *
 * <ul>
 *   <li>{@code companion.view.age}: seconds since the view was last known to follow its topics: it had read them to their
 *       end, and the broker responded.
 *   <li>{@code companion.deletion.holds{kind}}: lists whose missing rows wait for a person.
 * </ul>
 */
public final class ViewMeters {

    private static final List<ObservedKind> KINDS =
            List.of(ObservedKind.SITES, ObservedKind.USERS, ObservedKind.COMPANIES);

    private final Map<String, ObservedKind> holds = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private volatile long currentAt;

    /** @param nanos a clock that is never set */
    public ViewMeters(MeterRegistry meters, LongSupplier nanos) {
        this.nanos = nanos;
        this.currentAt = nanos.getAsLong();
        Gauge.builder("companion.view.age", this, ViewMeters::seconds)
                .tag("service", "console")
                .baseUnit("seconds")
                .register(meters);
        for (var kind : KINDS) {
            Gauge.builder("companion.deletion.holds", this, all -> all.holds(kind))
                    .tags("service", "console", "kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /** @param current whether the view follows its topics now */
    public void look(boolean current) {
        if (current) {
            currentAt = nanos.getAsLong();
        }
    }

    /** @param hold null if it ended */
    public void put(String key, @Nullable DeletionHold hold) {
        if (hold == null) {
            holds.remove(key);
        } else {
            holds.put(key, hold.getKind());
        }
    }

    /** Time since the view was last known to follow its topics. */
    public Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - currentAt);
    }

    private double seconds() {
        return age().toMillis() / 1000.0;
    }

    private double holds(ObservedKind kind) {
        return holds.values().stream().filter(kind::equals).count();
    }
}
