package dev.companion.console.web;

import dev.companion.console.domain.ApiHealth;
import dev.companion.console.domain.Event;
import dev.companion.console.domain.Settings;
import dev.companion.console.domain.SiteState;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.TenantView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content.
 *
 * @param openEvents events that wait for a person
 * @param vendors the worst that any service says of each vendor
 * @param reading what the first sweep has read so far, in words; null where it is over or not begun
 */
public record PageFrame(
        String tenantName,
        String csrfToken,
        String keyLastFour,
        boolean demo,
        boolean configured,
        boolean paused,
        int openEvents,
        int unlinked,
        List<Vendor> vendors,
        @Nullable String reading) {

    /** @param detail for people, with what to do; null where the state says it all */
    public record Vendor(
            String name,
            boolean well,
            String says,
            @Nullable String detail) {}

    static PageFrame of(ConsoleSession session, TenantView tenant, boolean demo, Words words) {
        var settings = tenant.settings().orElseGet(() -> Settings.none(session.tenantName()));
        return new PageFrame(
                session.tenantName(),
                session.csrfToken(),
                session.keyLastFour(),
                demo,
                settings.isIntegrationConfigured(),
                settings.paused(),
                (int) tenant.events().stream()
                        .filter(event -> event.state() == Event.State.OPEN)
                        .count(),
                tenant.siteCounts().getOrDefault(SiteState.UNLINKED, 0),
                vendors(tenant.health(), words),
                reading(tenant.health(), words));
    }

    private static List<Vendor> vendors(List<ApiHealth> health, Words words) {
        return health.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        ApiHealth::api, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> worst(entry, words))
                .toList();
    }

    private static Vendor worst(Map.Entry<String, List<ApiHealth>> entry, Words words) {
        var worst = entry.getValue().stream()
                .min(Comparator.comparing(ApiHealth::isWell).thenComparing(ApiHealth::service))
                .orElseThrow();
        return new Vendor(words.vendor(entry.getKey()), worst.isWell(), words.health(worst.state()), worst.detail());
    }

    private static @Nullable String reading(List<ApiHealth> health, Words words) {
        return health.stream()
                .filter(row -> row.sweepRows() != null && row.lastSweepAt() == null)
                .map(row -> row.sweepTotal() == null
                        ? "Reading %s for the first time: %,d rows so far."
                                .formatted(words.vendor(row.api()), row.sweepRows())
                        : "Reading %s for the first time: %,d of %,d rows."
                                .formatted(words.vendor(row.api()), row.sweepRows(), row.sweepTotal()))
                .findFirst()
                .orElse(null);
    }
}
