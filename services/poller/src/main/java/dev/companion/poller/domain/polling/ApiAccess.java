package dev.companion.poller.domain.polling;

import dev.companion.pacing.CallPacer;
import dev.companion.poller.domain.gate.ApiGate;
import dev.companion.poller.domain.gate.ApiHealth;
import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.gate.QuotaUse;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.search.LinkSearch;
import dev.companion.poller.domain.sweep.SweepSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One tenant's access to one vendor: the credentials, our share of the quota, and the gate with its published health. */
final class ApiAccess {

    private static final String UNREADABLE =
            "The stored credentials cannot be decrypted with this service's keyset. Save them again.";

    private final String tenant;
    private final Vendor vendor;
    private final String host;
    private final Supplier<Optional<VendorAccess>> credentials;
    private final PollContext context;
    private final CallPacer<Lane> pacer;
    private @Nullable VendorAccess access;
    private @Nullable QuotaUse quotaUse;
    private Instant lastCallAt = Instant.MIN;
    private ApiHealth health;
    private boolean stopped;

    /**
     * @param host the vendor's address, for pauses that concern all callers of it
     * @param credentials empty until they have arrived
     */
    ApiAccess(
            String tenant,
            Vendor vendor,
            String host,
            CallPacer<Lane> pacer,
            Supplier<Optional<VendorAccess>> credentials,
            PollContext context,
            Instant now) {
        this.tenant = tenant;
        this.vendor = vendor;
        this.host = host;
        this.pacer = pacer;
        this.credentials = credentials;
        this.context = context;
        var stored = context.tables().health(tenant, vendor);
        this.health = stored == null ? ApiHealth.fresh(now) : stored;
    }

    /** Whether the credentials have arrived. Once found they are used until the settings change, or they are sealed again. */
    boolean hasCredentials() {
        if (access == null) {
            access = credentials.get().orElse(null);
        }
        return access != null;
    }

    /** Credentials arrived that may be the same ones, sealed with another key. What could not be opened is tried again at once. */
    void sealedAgain(Instant now) {
        var arrived = credentials.get();
        if (arrived.isEmpty()) {
            return; // of settings that are still to come
        }
        if (access != null) {
            access = arrived.get();
        }
        if (health.gate().state() == ApiGate.State.CREDENTIALS_REJECTED
                && UNREADABLE.equals(health.gate().detail())) {
            unblock(now);
        }
    }

    /** When calls may be made again; empty if they may be made now. */
    Optional<Instant> blockedUntil(Instant now) {
        var hostOpens = context.hostPauses().opensAt(host, now);
        if (hostOpens.isAfter(now)) {
            return Optional.of(hostOpens);
        }
        return health.gate().allowsCallsAt(now)
                ? Optional.empty()
                : Optional.ofNullable(health.gate().notBefore());
    }

    /** Whether no call helps before a person has saved credentials or changed their rights. */
    boolean awaitsPerson() {
        var state = health.gate().state();
        return state == ApiGate.State.CREDENTIALS_REJECTED
                || state == ApiGate.State.PERMISSION_MISSING
                || (access == null && credentials.get().isEmpty());
    }

    /** Since when its state is as it is. */
    Instant since() {
        return health.gate().since();
    }

    /** When our share of the quota allows a call; {@code now} if it does already. */
    Instant opensAt(Set<Lane> lanes, Instant now) {
        return pacer.opensAt(lanes, now);
    }

    /** Starts a read. The caller has checked that it {@linkplain #hasCredentials may} be sent now. */
    void start(Set<Lane> lanes, VendorRead.Request request, BiConsumer<ReadResult, Instant> handler, Instant now) {
        var used = access;
        if (used == null) {
            throw new IllegalStateException("read without credentials");
        }
        pacer.sent(lanes, now);
        lastCallAt = now;
        context.reads().start(tenant, used, request, (answered, at) -> onResult(used, answered, handler, at));
    }

    private void onResult(
            VendorAccess used, PollInput.ReadAnswered answered, BiConsumer<ReadResult, Instant> handler, Instant now) {
        if (stopped) {
            return;
        }
        if (answered.quota() != null) {
            quotaUse = answered.quota();
        }
        if (answered.result() instanceof ReadResult.CredentialsUnreadable) {
            if (used == access) { // others that arrived meanwhile may be readable
                access = null;
                failed(new CallFailure.CredentialsRejected(UNREADABLE), now);
            }
            handler.accept(new ReadResult.NotSent(), now);
        } else {
            handler.accept(answered.result(), now);
        }
    }

    /** Ends it for good: reads that wait are cancelled, and results that are still to come are ignored. */
    void stop() {
        stopped = true;
        context.emit(new PollEmission.AccessEnded(tenant, vendor));
    }

    void answered(Instant now) {
        context.emit(new PollEmission.CallEnded(vendor, true));
        become(health.with(health.gate().answered()), now);
    }

    void failed(CallFailure failure, Instant now) {
        context.emit(new PollEmission.CallEnded(vendor, false));
        if (failure instanceof CallFailure.Throttled(var retryAfter, var wholeHost, var _)) {
            if (wholeHost) {
                context.hostPauses().pause(host, now.plus(retryAfter));
            } else {
                pacer.refused(EnumSet.allOf(Lane.class), lastCallAt, Duration.ZERO, now);
            }
        }
        var probePause = context.settings().base().multipliedBy(SweepSchedule.SLOWEST);
        become(health.with(health.gate().after(failure, probePause, now)), now);
    }

    /**
     * As {@link #failed}, for a list that is optional: a missing right is published and blocks nothing, and a missing
     * response does not count against the vendor.
     */
    void optionalFailed(CallFailure failure, Instant now) {
        switch (failure) {
            case CallFailure.Throttled _, CallFailure.CredentialsRejected _ -> failed(failure, now);
            case CallFailure.PermissionMissing(var detail) -> {
                context.emit(new PollEmission.CallEnded(vendor, true));
                become(health.with(health.gate().answered()).withLacking(detail), now);
            }
            case CallFailure.Unanswered _ -> context.emit(new PollEmission.CallEnded(vendor, false));
        }
    }

    /** The vendor showed an optional list to its end. */
    void optionalShown(Instant now) {
        become(health.withLacking(null), now);
    }

    /** @param suspicion why the last reading of the list is not believed; null if it is */
    void listSuspected(PollKind list, @Nullable String suspicion, Instant now) {
        become(health.withSuspicion(list.name(), suspicion), now);
    }

    void progressed(int rows, @Nullable Long total, Instant now) {
        var announced = total == null ? null : (int) Math.min(total, Integer.MAX_VALUE);
        become(health.withProgress(new ApiHealth.Progress(rows, announced)), now);
    }

    /** End of the last sweep that was published; null before it. */
    @Nullable Instant sweptAt() {
        return health.gate().sweptAt();
    }

    /**
     * @param shown whether the vendor showed the list to its end
     * @param requested whether a person waits for the end of this sweep
     */
    void sweepEnded(boolean shown, boolean requested, Instant now) {
        var ended = health.withProgress(null);
        var gate = health.gate().swept(now);
        become(shown ? ended.with(requested ? gate.withSweptAt(now) : gate) : ended, now);
    }

    /** The last search for earlier links as it was published; null if there was none. */
    @Nullable LinkSearch linkSearch() {
        return health.linkSearch();
    }

    void searched(@Nullable LinkSearch search, Instant now) {
        become(health.withLinkSearch(search), now);
    }

    /** New settings arrived, so whatever blocked calls may be over. */
    void unblock(Instant now) {
        become(health.with(health.gate().unblocked()), now);
    }

    private void become(ApiHealth wanted, Instant now) {
        var next = quotaUse == null ? wanted : wanted.withQuotaTight(quotaUse.tight(wanted.quotaTight()));
        if (next.equals(health)) {
            return;
        }
        var before = health;
        var publishing = before.differsFor(next, now);
        health = publishing ? next.withNextSequence() : next;
        context.tables().setHealth(tenant, vendor, health);
        if (publishing) {
            context.emit(
                    new PollEmission.HealthChanged(tenant, vendor, before.gate().state(), health, quotaUse));
        }
        if (before.gate().allowsCallsAt(now) && !health.gate().allowsCallsAt(now)) {
            context.emit(new PollEmission.ReadsCancelled(tenant, vendor));
        }
    }
}
