package dev.companion.simulation;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.ErasedTopic;
import dev.companion.mapper.domain.MapperController;
import dev.companion.mapper.domain.MapperEmission;
import dev.companion.mapper.domain.MapperInput;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.CompanyDeleted;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.MapperInput.LinkStatusObserved;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.MapperInput.SiteDeleted;
import dev.companion.mapper.domain.MapperInput.SiteObserved;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The mapper's decisions with a copy of its state: records in, records out. */
final class MapperOwner implements TaskOwner<MapperState> {

    private static final Set<Reason> WAITING = Set.of(Reason.PENDING, Reason.PAUSED, Reason.WAITING_FOR_QUOTA);
    private static final Duration RETENTION = Duration.ofDays(40);
    private static final Duration ACT_AFTER = Duration.ofMinutes(2);

    private final MapperState state;
    private final Ledger ledger;
    private final MapperController controller;
    private final Consumer<Entry> output;

    MapperOwner(MapperState committed, Consumer<Entry> output, Instant now) {
        this.state = committed.copy();
        this.ledger = new Ledger(state);
        this.controller = new MapperController(ledger, RETENTION, ACT_AFTER);
        this.output = output;
        write(controller.open(now));
    }

    @Override
    public void take(Entry entry, Instant now) {
        input(entry).ifPresent(input -> write(controller.on(input, now)));
    }

    /** Empty for a tombstone that means nothing. */
    private static Optional<MapperInput> input(Entry entry) {
        var tenant = Simulation.TENANT;
        var key = entry.key();
        return switch (entry.topic()) {
            case REQUESTS -> {
                var request = (Request) entry.value();
                yield Optional.of(
                        new RequestReceived(request, request.body().getClass().getSimpleName()));
            }
            case SITES ->
                Optional.of(
                        entry.value() instanceof ObservedSite site
                                ? new SiteObserved(tenant, key, site)
                                : new SiteDeleted(tenant, key));
            case COMPANIES ->
                Optional.of(
                        entry.value() instanceof SeenCompany seen
                                ? new CompanyObserved(tenant, key, company(seen))
                                : new CompanyDeleted(tenant, key));
            case LINK_STATUSES ->
                Optional.ofNullable((LinkStatus) entry.value())
                        .map(report -> new LinkStatusObserved(tenant, key, seen(report)));
            case CLAIM_ANSWERS -> Optional.of((ClaimAnswered) entry.value());
            case ERASURES -> Optional.ofNullable((ErasureReported) entry.value());
            default -> throw new IllegalArgumentException("mapper: " + entry.topic());
        };
    }

    private void write(List<MapperEmission> emissions) {
        ledger.commit();
        for (var emission : emissions) {
            switch (emission) {
                case MapperEmission.SettingsChanged(var tenant, var settings, var _, var _) ->
                    output.accept(new Entry(Topic.TENANTS, tenant, settings));
                case MapperEmission.SecretChanged(var _, var secret, var _) ->
                    output.accept(new Entry(Topic.SECRETS, secret.name().name(), secret));
                case MapperEmission.LinkChanged(var _, var link, var _) ->
                    output.accept(
                            new Entry(Topic.LINKS, link.siteUid(), link.wanted() == Link.Wanted.GONE ? null : link));
                case MapperEmission.KeyErased erased -> write(erased);
                case MapperEmission.ResetMarked(var tenant, var requestId) ->
                    output.accept(new Entry(Topic.LINK_MARKS, tenant, requestId));
                case MapperEmission.ClaimStated stated ->
                    output.accept(new Entry(Topic.CLAIM_REQUESTS, stated.rootId(), stated));
                case MapperEmission.ClaimJudged _,
                        MapperEmission.RequestDecided _,
                        MapperEmission.RequestRepeated _,
                        MapperEmission.ResultExpired _,
                        MapperEmission.AuditNoted _,
                        MapperEmission.SuggestionChanged _,
                        MapperEmission.LinkMadeByRule _,
                        MapperEmission.NameNotComparable _ -> {}
            }
        }
    }

    private void write(MapperEmission.KeyErased erased) {
        if (erased.topic() == ErasedTopic.SECRETS) {
            output.accept(new Entry(Topic.SECRETS, erased.entityId(), null));
        } else if (erased.topic() == ErasedTopic.LINKS) {
            output.accept(new Entry(Topic.LINKS, erased.entityId(), null));
        } else if (erased.topic() == ErasedTopic.TENANTS) {
            output.accept(new Entry(Topic.TENANTS, erased.tenantId(), null));
        }
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
        return new ObservedCompany(
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
    public void tick(Instant now) {
        write(controller.tick(now));
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return controller.nextDue(now);
    }

    @Override
    public MapperState state() {
        return state.copy();
    }
}
