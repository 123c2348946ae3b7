package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.plan.Plan;
import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides when one read serves many links, and which links. Only reads are batched: what a lost batch was to find is
 * looked for again, so nothing of this must survive a crash.
 */
public final class CallBatches {

    /** Fewer links than this are read one by one. */
    public static final int LEAST = 8;

    /** A tenant with this many links reads links of packages from the listing only. */
    private static final int MANY_LINKS = 100;

    /** Names in one batch: about as many as can be created while the proof is fresh. */
    private static final int NAMES_MAX = 200;

    private static final int KITS_MAX = 500;

    /** No more names are looked for while this many companies wait to be created, since proofs age. */
    private static final int CREATIONS_WAITING = 50;

    /** A package whose link is missing in this many listings is read in a call of its own. */
    private static final int MISSED_MAX = 6;

    private static final Duration LISTING_PAUSE = Duration.ofSeconds(1);
    private static final int LISTING_SHARE = 5;

    private static final Duration NOT_OFFERED_PAUSE = Duration.ofHours(1);

    /** After a walk without a whole answer, names are looked for one by one: a list that is always cut would serve none. */
    private static final Duration NO_WALK_PAUSE = Duration.ofMinutes(15);

    private final CallQueue queue;
    private final LinkIndex index;
    private final Map<String, Batch> members = new HashMap<>();
    private final Map<String, Instant> listingAt = new HashMap<>();
    private final Map<String, Instant> noListingUntil = new HashMap<>();
    private final Map<String, Instant> noWalkUntil = new HashMap<>();
    private final Map<String, Integer> walkRequests = new HashMap<>();
    private final Set<LinkKey> alone = new HashSet<>();

    /**
     * The links that one call serves.
     *
     * @param names the names that it asks for; empty if it asks for no names
     */
    public record Batch(List<LinkKey> links, List<String> names) {

        private static final Batch NONE = new Batch(List.of(), List.of());

        public Batch {
            links = List.copyOf(links);
            names = List.copyOf(names);
        }

        /** Returns the call as the link would have made it alone; null if the link has no use for it any more. */
        public @Nullable InFlight ownCall(LinkState state, InFlight call, Supplier<Plan> planned) {
            if (call.kind() == StepKind.READ_PACKAGE_LINKS) {
                var company = state.company();
                return company == null || state.pkg() == null || !state.spec().present()
                        ? null
                        : call.onBehalfOf(null, company.id());
            }
            // A name that a link wants only since the call was planned was not asked for, so nothing is proved about
            // it.
            return planned.get() instanceof Take(Step.FindCompanyByName(var name), var depth)
                            && depth == Plan.DEPTH_FIND_COMPANY
                            && names.contains(name)
                    ? call.onBehalfOf(name, null)
                    : null;
        }
    }

    public CallBatches(CallQueue queue, LinkIndex index) {
        this.queue = queue;
        this.index = index;
    }

    public Lane laneOf(LinkKey key, Take take) {
        return Lane.of(take, alone.contains(key));
    }

    /** Returns when the lane opens, apart from its budget; null while a running call must end first. */
    public @Nullable Instant opensAt(String tenantId, Lane lane, Instant now) {
        return switch (lane) {
            case NAMES ->
                index.inFlightOf(tenantId, StepKind.FIND_COMPANIES) > 0
                                || queue.size(tenantId, Lane.CREATE) >= CREATIONS_WAITING
                        ? null
                        : now;
            case KITS -> {
                if (!listed(tenantId, now)) {
                    yield now;
                }
                var at = listingAt.getOrDefault(tenantId, now);
                yield index.inFlightOf(tenantId, StepKind.READ_PACKAGE_LINKS) > 0 ? null : at.isAfter(now) ? at : now;
            }
            case GRAVITYZONE, CREATE, DATTO_READ, VERIFY, DATTO_WRITE -> now;
        };
    }

    public boolean open(String tenantId, Lane lane, Instant now) {
        var at = opensAt(tenantId, lane, now);
        return at != null && !at.isAfter(now);
    }

    /** Whether links of the tenant's packages are read from the listing of all of them. */
    private boolean listed(String tenantId, Instant now) {
        return !now.isBefore(noListingUntil.getOrDefault(tenantId, Instant.MIN))
                && (index.building(tenantId).size() >= LEAST
                        || queue.size(tenantId, Lane.KITS) >= LEAST
                        || index.linkCount(tenantId) >= MANY_LINKS);
    }

    /**
     * Returns the links that the call can serve, the given one first; only that one if the call is made for it alone.
     */
    public List<LinkKey> batchFor(LinkKey key, Take take, Instant now) {
        var tenantId = key.tenantId();
        var together = new LinkedHashSet<LinkKey>();
        together.add(key);
        switch (laneOf(key, take)) {
            case NAMES -> {
                var waiting = queue.waiting(tenantId, Lane.NAMES);
                if (!now.isBefore(noWalkUntil.getOrDefault(tenantId, Instant.MIN))
                        && waiting.size() >= Math.max(LEAST, 2 * walkRequests.getOrDefault(tenantId, 1))) {
                    waiting.stream().limit(NAMES_MAX).forEach(together::add);
                }
            }
            case KITS -> {
                if (listed(tenantId, now)) {
                    queue.waiting(tenantId, Lane.KITS).stream().limit(KITS_MAX).forEach(together::add);
                    index.building(tenantId).stream()
                            .limit(Math.max(0, KITS_MAX - together.size()))
                            .forEach(together::add);
                }
            }
            case GRAVITYZONE, CREATE, DATTO_READ, VERIFY, DATTO_WRITE -> {}
        }
        return List.copyOf(together);
    }

    /** Returns the one step that serves all these links, the first of them before all others. */
    public static Step step(
            LinkState first,
            Step alone,
            List<LinkKey> together,
            Function<LinkKey, @Nullable LinkState> states,
            Function<LinkState, Plan> planned) {
        if (together.size() == 1) {
            return alone;
        }
        var others =
                together.stream().skip(1).map(states).filter(Objects::nonNull).toList();
        if (alone instanceof Step.FindCompanyByName find) {
            var names = new LinkedHashSet<String>();
            names.add(find.name());
            others.stream().map(planned).forEach(plan -> {
                if (plan instanceof Take(Step.FindCompanyByName(var name), var _)) {
                    names.add(name);
                }
            });
            return new Step.FindCompanies(List.copyOf(names));
        }
        var packages = new LinkedHashSet<Step.NamedPackage>();
        Stream.concat(Stream.of(first), others.stream()).forEach(each -> {
            var company = each.company();
            var pkg = each.pkg();
            if (company != null && pkg != null) {
                packages.add(new Step.NamedPackage(company.id(), pkg.name()));
            }
        });
        return new Step.ReadPackageLinks(List.copyOf(packages));
    }

    public void begun(Call call, List<LinkKey> links) {
        var names = call.step() instanceof Step.FindCompanies(var asked) ? asked : List.<String>of();
        members.put(call.callId(), new Batch(links, names));
    }

    /** The call has no outcome: its links plan for themselves. */
    public void lost(String callId) {
        members.remove(callId);
    }

    /** Returns what the call was to serve besides the link that it was started for; nothing the second time. */
    public Batch ended(InFlight call, LinkKey key, Outcome outcome, Instant now) {
        var tenantId = key.tenantId();
        switch (call.kind()) {
            case FIND_COMPANIES -> {
                walkRequests.put(tenantId, Math.max(1, outcome.requests()));
                var cut = outcome.applied() && !outcome.complete();
                if (cut || outcome.reason() == Outcome.Reason.UNAVAILABLE) {
                    noWalkUntil.put(tenantId, now.plus(NO_WALK_PAUSE));
                }
            }
            case READ_PACKAGE_LINKS -> {
                var took =
                        Duration.between(call.plannedAt(), outcome.answeredAt()).multipliedBy(LISTING_SHARE);
                listingAt.put(tenantId, now.plus(took.compareTo(LISTING_PAUSE) > 0 ? took : LISTING_PAUSE));
                if (outcome.isRefusedToUs()) {
                    noListingUntil.put(tenantId, now.plus(NOT_OFFERED_PAUSE));
                }
            }
            case READ_PACKAGE_LINK -> alone.remove(key);
            default -> {}
        }
        var together = members.remove(call.callId());
        if (together == null) {
            return Batch.NONE;
        }
        var others = new ArrayList<>(together.links());
        others.remove(key);
        return new Batch(others, together.names());
    }

    /**
     * Whether a listing did not mention the link, so that the link is read in a call of its own.
     *
     * @param plannedAt of the call that read the listing: a reading of the link that was planned before is another one
     */
    public boolean isMissingInListing(LinkState state, Instant plannedAt) {
        var kit = state.kit();
        var from = kit == null ? null : kit.from();
        var told = from != null && !from.isBefore(plannedAt);
        var missed = kit != null && kit.usableLink() == null && kit.polls() >= MISSED_MAX;
        return (missed || !told) && alone.add(state.key());
    }

    public void remove(LinkKey key) {
        alone.remove(key);
    }

    public void removeTenant(String tenantId) {
        listingAt.remove(tenantId);
        noListingUntil.remove(tenantId);
        noWalkUntil.remove(tenantId);
        walkRequests.remove(tenantId);
    }
}
