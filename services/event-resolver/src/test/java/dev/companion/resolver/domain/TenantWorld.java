package dev.companion.resolver.domain;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions;
import dev.companion.resolver.domain.discrepancy.Review;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.TenantHealth;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.resolution.ResolutionContext;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tenant apart from its sites, and the discrepancies that reviews have opened. */
public final class TenantWorld {

    public final Map<String, Discrepancy> known = new HashMap<>();
    private final Map<String, VendorHealth> health = new TreeMap<>();
    private List<DeletionHold> holds = List.of();
    private TenantSettings tenant =
            new TenantSettings(World.TENANT, "Northwind IT", World.ROOT, true, false, List.of(), List.of());
    private int linkedSites = 1;
    private Instant now = World.START;

    public TenantWorld after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Instant now() {
        return now;
    }

    public TenantWorld health(String service, Vendor vendor, VendorHealth.State state) {
        return health(service, vendor, state, null, null);
    }

    public TenantWorld health(String service, Vendor vendor, VendorHealth.State state, Integer used, Integer limit) {
        health.put(service + vendor, new VendorHealth(service, vendor, state, null, null, now, used, limit));
        return this;
    }

    public TenantWorld hold(DeletionHold hold) {
        holds = List.of(hold);
        return this;
    }

    public TenantWorld noHold() {
        holds = List.of();
        return this;
    }

    public TenantWorld decided(ObservedKind kind, String setId, boolean approved) {
        var decisions = new ArrayList<>(tenant.decisions());
        decisions.add(new TenantSettings.Decision(kind, setId, approved));
        return tenant(new TenantSettings(
                World.TENANT, tenant.name(), World.ROOT, true, tenant.paused(), tenant.policies(), decisions));
    }

    public TenantWorld tenant(TenantSettings view) {
        tenant = view;
        return this;
    }

    public TenantSettings tenant() {
        return tenant;
    }

    public TenantWorld linkedSites(int count) {
        linkedSites = count;
        return this;
    }

    public TenantHealth facts() {
        return new TenantHealth(tenant, List.copyOf(health.values()), holds, linkedSites, now);
    }

    public List<Discrepancy> look() {
        var changed = review().changed();
        changed.forEach(this::keep);
        return changed;
    }

    public Review.Result review() {
        return new Review(new DiscrepancyDetector(GracePeriods.DEFAULT))
                .of(facts(), id -> Optional.ofNullable(known.get(id)));
    }

    public Discrepancy keep(Discrepancy discrepancy) {
        known.put(discrepancy.discrepancyId(), discrepancy);
        return discrepancy;
    }

    public List<DiscrepancyType> open() {
        return known.values().stream()
                .filter(each -> each.state() != DiscrepancyTransitions.State.CLOSED)
                .map(each -> each.finding().type())
                .sorted()
                .toList();
    }

    public Discrepancy only() {
        if (known.size() != 1) {
            throw new AssertionError("expected one discrepancy, found " + known.values());
        }
        return known.values().iterator().next();
    }

    public ResolutionContext caseOf(Discrepancy discrepancy) {
        var assessment = new DiscrepancyDetector(GracePeriods.DEFAULT)
                .assess(facts()).stream()
                        .filter(each ->
                                each.subject().equals(discrepancy.finding().subject()))
                        .findFirst()
                        .orElseThrow();
        return new ResolutionContext(discrepancy, assessment, Optional.empty());
    }
}
