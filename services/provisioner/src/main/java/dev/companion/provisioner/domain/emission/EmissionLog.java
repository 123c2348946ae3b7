package dev.companion.provisioner.domain.emission;

import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.ReadBack;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the emissions of one decision, in order and numbered. */
public final class EmissionLog {

    private final Rules rules;
    private List<Emission> emissions = new ArrayList<>();

    public EmissionLog(Rules rules) {
        this.rules = rules;
    }

    public void add(Emission emission) {
        emissions.add(emission);
    }

    public void addAll(List<Emission> more) {
        emissions.addAll(more);
    }

    /** Returns everything added since the last call, and forgets it. */
    public List<Emission> drain() {
        var out = emissions;
        emissions = new ArrayList<>();
        return out;
    }

    /**
     * Adds the events and, if they changed, the installation link and the status of the link. Returns the state that
     * remembers what was published.
     */
    public LinkState record(
            LinkState state, List<ProvisioningEvent> events, @Nullable TenantSettings tenant, Instant now) {
        var key = state.key();
        var status = StatusBuilder.of(state, tenant, now, rules);
        var all = new ArrayList<>(events);
        milestone(state, status).ifPresent(all::add);
        var sequence = state.revision();
        for (var event : all) {
            sequence = next(sequence, now);
            emissions.add(new Emission.EventOccurred(
                    key, status.generation(), event, state.spec().requestId(), sequence));
        }
        var link = status.installationLink();
        if (!Objects.equals(link, publishedLink(state))) {
            sequence = next(sequence, now);
            var requestId = state.spec().requestId();
            emissions.add(
                    link == null
                            ? new Emission.InstallationLinkRemoved(key, requestId, sequence)
                            : new Emission.InstallationLinkChanged(key, link, requestId, sequence));
        }
        if (!status.equals(state.status())) {
            sequence = next(sequence, now);
            var verifiedAt = ReadBack.at(state.change(c -> c.status = status));
            emissions.add(new Emission.StatusChanged(
                    key, status, verifiedAt, state.spec().requestId(), sequence));
        }
        var last = sequence;
        return state.change(c -> {
            c.status = status;
            c.installationLink = link == null ? c.installationLink : link;
            c.readyIn = status.phase() == LinkStatus.Phase.READY ? status.generation() : c.readyIn;
            c.revision = last;
        });
    }

    /** Adds that the status is deleted, and before it the installation link if one is published. */
    public void remove(LinkState state, Instant now) {
        var requestId = state.spec().requestId();
        var sequence = next(state.revision(), now);
        if (publishedLink(state) != null) {
            emissions.add(new Emission.InstallationLinkRemoved(state.key(), requestId, sequence));
            sequence = next(sequence, now);
        }
        emissions.add(new Emission.StatusRemoved(state.key(), requestId, sequence));
    }

    private static @Nullable InstallationLink publishedLink(LinkState state) {
        return state.status() == null ? null : state.status().installationLink();
    }

    private static Optional<ProvisioningEvent> milestone(LinkState state, LinkStatus status) {
        if (state.phaseIs(status.phase())) {
            return Optional.empty();
        }
        var reason = status.conditions().stream()
                .filter(condition ->
                        condition.reason().needsPerson() || condition.reason() == LinkStatus.Reason.OUTCOME_UNKNOWN)
                .findFirst()
                .map(LinkStatus.Condition::message);
        return switch (status.phase()) {
            case READY ->
                isReadyAsBefore(state)
                        ? Optional.empty()
                        : Optional.of(event(ProvisioningEvent.Type.LINK_READY, status, null));
            case ATTENTION -> Optional.of(event(ProvisioningEvent.Type.LINK_STALLED, status, reason.orElse(null)));
            case REMOVED ->
                Optional.of(event(
                        ProvisioningEvent.Type.LINK_REMOVED,
                        status,
                        state.hasUnknownOutcome()
                                ? "It is not known whether a creation for it took effect. Look for it in GravityZone."
                                : null));
            case WORKING, REMOVING -> Optional.empty();
        };
    }

    /** Whether the link was ready when machines were to be counted, and did not stall since: nothing happened to it. */
    private static boolean isReadyAsBefore(LinkState state) {
        var order = state.spec().order();
        return order != null && order.counts() && state.wasReady() && !state.phaseIs(LinkStatus.Phase.ATTENTION);
    }

    private static ProvisioningEvent event(ProvisioningEvent.Type type, LinkStatus status, @Nullable String detail) {
        return new ProvisioningEvent(type, status.companyId(), status.packageId(), detail);
    }

    /** Returns a number that is greater than {@code last} and than any number of an earlier link with the same key. */
    public static long next(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }
}
