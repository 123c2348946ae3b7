package dev.companion.console.web.pages;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.TenantView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every page.
 *
 * @param conflict why nothing is changed for the tenant, and what to do; null if its GravityZone company is its own
 * @param openEvents events that need action
 * @param unlinked sites that can be linked
 * @param vendors the worst state that any service reports of each vendor
 * @param pausedBy who paused the work, and when; null if it is not paused or not known
 * @param sweeping state of the sweeps
 * @param holds deletions that need a decision
 */
public record PageFrame(
        String tenantName,
        String csrfToken,
        String keyLastFour,
        boolean demo,
        boolean configured,
        boolean paused,
        @Nullable Activity pausedBy,
        @Nullable String conflict,
        int openEvents,
        int unlinked,
        List<Vendor> vendors,
        SweepStatus sweeping,
        List<HoldNotice> holds) {

    /** The name of pausing in the audit trail. */
    private static final String PAUSED = "pause work";

    /**
     * @param known whether it was called yet
     * @param detail for people, with what to do; null if the state is enough
     */
    public record Vendor(
            String name,
            boolean known,
            boolean well,
            String says,
            @Nullable String detail) {}

    static PageFrame of(ConsoleSession session, TenantView tenant, boolean demo, Labels labels) {
        var settings = tenant.settings().orElseGet(() -> TenantSettings.none(session.tenantName()));
        return new PageFrame(
                session.tenantName(),
                session.csrfToken(),
                session.keyLastFour(),
                demo,
                settings.isIntegrationConfigured(),
                settings.paused(),
                settings.paused() ? pausedBy(tenant) : null,
                settings.gravityZone() == null ? null : settings.gravityZone().conflict(),
                tenant.actionableEventCount(),
                free(tenant),
                vendors(tenant.health(), labels),
                SweepStatus.of(settings, tenant.health(), api -> known(tenant, api), labels),
                HoldNotice.all(tenant, settings, labels));
    }

    private static int free(TenantView tenant) {
        return tenant.siteCounts().entrySet().stream()
                .filter(entry -> entry.getKey().isFree())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static int known(TenantView tenant, String api) {
        return api.equals("GRAVITYZONE")
                ? (int) tenant.companies().count()
                : tenant.siteCounts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private static @Nullable Activity pausedBy(TenantView tenant) {
        return tenant.activities().audit().stream()
                .filter(entry -> entry.action().equals(PAUSED))
                .findFirst()
                .orElse(null);
    }

    private static List<Vendor> vendors(List<ApiHealth> health, Labels labels) {
        return health.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        ApiHealth::api, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> worst(entry, labels))
                .toList();
    }

    private static Vendor worst(Map.Entry<String, List<ApiHealth>> entry, Labels labels) {
        var worst = entry.getValue().stream()
                .min(Comparator.comparing(ApiHealth::isWell)
                        .thenComparing(Comparator.comparing(ApiHealth::isKnown).reversed())
                        .thenComparing(ApiHealth::service))
                .orElseThrow();
        return new Vendor(
                labels.vendor(entry.getKey()),
                worst.isKnown(),
                worst.isWell(),
                worst.isWell() || worst.suspicion() == null || !worst.state().equals("OK")
                        ? labels.health(worst.state())
                        : "sends a wrong list",
                worst.suspicion() == null ? worst.detail() : worst.suspicion());
    }
}
