package dev.companion.resolver.domain;

import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tenant apart from its sites, and the discrepancies that looks at it have brought about. */
final class TenantWorld {

    final Map<String, Discrepancy> known = new HashMap<>();
    private final Map<String, Health> health = new TreeMap<>();
    private List<Hold> holds = List.of();
    private TenantView tenant =
            new TenantView(World.TENANT, "Northwind IT", World.ROOT, false, false, List.of(), List.of());
    private int linkedSites = 1;
    private Instant now = World.START;

    TenantWorld after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    TenantWorld health(String service, Vendor vendor, Health.State state) {
        return health(service, vendor, state, null, null);
    }

    TenantWorld health(String service, Vendor vendor, Health.State state, Integer used, Integer limit) {
        health.put(service + vendor, new Health(service, vendor, state, null, null, now, used, limit));
        return this;
    }

    TenantWorld hold(Hold hold) {
        holds = List.of(hold);
        return this;
    }

    TenantWorld noHold() {
        holds = List.of();
        return this;
    }

    TenantWorld decided(String list, String setId, boolean approved) {
        var decisions = new ArrayList<>(tenant.decisions());
        decisions.add(new TenantView.Decision(list, setId, approved));
        return tenant(new TenantView(
                World.TENANT, tenant.name(), World.ROOT, false, tenant.paused(), tenant.policies(), decisions));
    }

    TenantWorld tenant(TenantView view) {
        tenant = view;
        return this;
    }

    TenantView tenant() {
        return tenant;
    }

    TenantWorld linkedSites(int count) {
        linkedSites = count;
        return this;
    }

    TenantFacts facts() {
        return new TenantFacts(tenant, List.copyOf(health.values()), holds, linkedSites, now);
    }

    List<Discrepancy> look() {
        var changed = review().changed();
        changed.forEach(this::keep);
        return changed;
    }

    Review.Result review() {
        return new Review(new DiscrepancyDetector(Patience.USUAL))
                .of(facts(), id -> Optional.ofNullable(known.get(id)));
    }

    Discrepancy keep(Discrepancy discrepancy) {
        known.put(discrepancy.discrepancyId(), discrepancy);
        return discrepancy;
    }

    List<DiscrepancyType> open() {
        return known.values().stream()
                .filter(each -> each.state() != DiscrepancyTransitions.State.CLOSED)
                .map(each -> each.finding().type())
                .sorted()
                .toList();
    }

    Discrepancy only() {
        if (known.size() != 1) {
            throw new AssertionError("expected one discrepancy, found " + known.values());
        }
        return known.values().iterator().next();
    }

    Case caseOf(Discrepancy discrepancy) {
        var assessment = new DiscrepancyDetector(Patience.USUAL)
                .assess(facts()).stream()
                        .filter(each ->
                                each.subject().equals(discrepancy.finding().subject()))
                        .findFirst()
                        .orElseThrow();
        return new Case(discrepancy, assessment, Optional.empty());
    }
}
