package dev.companion.console.web;

import dev.companion.console.domain.Activity;
import dev.companion.console.domain.ApiHealth;
import dev.companion.console.domain.Settings;
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
 * @param unlinked sites that can be linked
 * @param vendors the worst that any service says of each vendor
 * @param pausedBy who paused the work, and when; null where it is not paused or nobody knows
 * @param sweeping how reading the vendors' lists goes
 * @param holds deletions that wait for a person
 */
public record PageFrame(
        String tenantName,
        String csrfToken,
        String keyLastFour,
        boolean demo,
        boolean configured,
        boolean paused,
        @Nullable Activity pausedBy,
        int openEvents,
        int unlinked,
        List<Vendor> vendors,
        Sweeping sweeping,
        List<HoldNotice> holds) {

    /** What the mapper calls pausing in the audit trail. */
    private static final String PAUSED = "pause work";

    /**
     * @param known whether it was asked anything yet
     * @param detail for people, with what to do; null where the state says it all
     */
    public record Vendor(
            String name,
            boolean known,
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
                settings.paused() ? pausedBy(tenant) : null,
                tenant.waitingEventCount(),
                free(tenant),
                vendors(tenant.health(), words),
                Sweeping.of(settings, tenant.health(), api -> known(tenant, api), words),
                HoldNotice.all(tenant, settings, words));
    }

    private static int free(TenantView tenant) {
        return tenant.siteCounts().entrySet().stream()
                .filter(entry -> entry.getKey().isFree())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static int known(TenantView tenant, String api) {
        return api.equals("GRAVITYZONE")
                ? tenant.companyCount()
                : tenant.siteCounts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private static @Nullable Activity pausedBy(TenantView tenant) {
        return tenant.audit().stream()
                .filter(entry -> entry.action().equals(PAUSED))
                .findFirst()
                .orElse(null);
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
                .min(Comparator.comparing(ApiHealth::isWell)
                        .thenComparing(Comparator.comparing(ApiHealth::isKnown).reversed())
                        .thenComparing(ApiHealth::service))
                .orElseThrow();
        return new Vendor(
                words.vendor(entry.getKey()),
                worst.isKnown(),
                worst.isWell(),
                words.health(worst.state()),
                worst.detail());
    }
}
