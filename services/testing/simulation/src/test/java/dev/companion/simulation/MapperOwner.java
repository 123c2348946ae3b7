package dev.companion.simulation;

import dev.companion.mapper.domain.handler.LinkStatusHandler;
import dev.companion.mapper.domain.handler.RequestHandler;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The mapper's decisions with a copy of its state: records in, records out. */
final class MapperOwner implements TaskOwner<MapperState> {

    private static final Set<Reason> WAITING = Set.of(Reason.PENDING, Reason.PAUSED, Reason.WAITING_FOR_QUOTA);

    private final MapperState state;
    private final Consumer<Entry> output;

    MapperOwner(MapperState committed, Consumer<Entry> output) {
        this.state = committed.copy();
        this.output = output;
    }

    @Override
    public void take(Entry entry, Instant now) {
        switch (entry.topic()) {
            case REQUESTS -> decide((Request) entry.value());
            case SITES -> state.keepSite(entry.key(), (ObservedSite) entry.value());
            case COMPANIES -> state.keepCompany(entry.key(), company((SeenCompany) entry.value()));
            case LINK_STATUSES -> observe(entry.key(), (LinkStatus) entry.value());
            default -> throw new IllegalArgumentException("mapper: " + entry.topic());
        }
    }

    private void decide(Request request) {
        if (!state.begins(request.requestId())) {
            return;
        }
        var decision = RequestHandler.decide(request, state);
        state.keep(decision);
        if (decision.tenant() != null) {
            output.accept(new Entry(Topic.TENANTS, request.tenantId(), decision.tenant()));
        }
        decision.links().forEach(link -> output.accept(new Entry(Topic.LINKS, link.siteUid(), link)));
    }

    private void observe(String siteUid, LinkStatus report) {
        if (report == null) {
            return;
        }
        state.findLink(siteUid)
                .flatMap(link -> LinkStatusHandler.observe(link, seen(report)))
                .ifPresent(effect -> {
                    state.keep(effect.link());
                    if (effect.link().wanted() == Link.Wanted.GONE) {
                        output.accept(new Entry(Topic.LINKS, siteUid, null));
                    }
                });
    }

    private static dev.companion.mapper.domain.link.LinkStatus seen(LinkStatus report) {
        return new dev.companion.mapper.domain.link.LinkStatus(
                report.generation(),
                report.phase() == LinkStatus.Phase.REMOVED,
                report.companyId(),
                report.conditions().stream().anyMatch(condition -> !WAITING.contains(condition.reason())),
                report.conditions().stream()
                        .filter(condition -> condition.aspect() == Aspect.PACKAGE_READY)
                        .anyMatch(condition -> !WAITING.contains(condition.reason())));
    }

    private static ObservedCompany company(SeenCompany seen) {
        return seen == null
                ? null
                : new ObservedCompany(
                        seen.id(),
                        seen.name(),
                        Boolean.TRUE.equals(seen.customer()),
                        Boolean.TRUE.equals(seen.suspended()),
                        Boolean.FALSE.equals(seen.managedByPartner()),
                        seen.parentId(),
                        null,
                        false);
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return Optional.empty();
    }

    @Override
    public MapperState state() {
        return state.copy();
    }
}
