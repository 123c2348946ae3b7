package dev.companion.vendor;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.CallPacer.Pass;
import dev.companion.pacing.HostPauses;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends a request only if the account's quota has room for it and its host is not paused. If there is no room soon, the
 * call ends in {@link RateLimited} and nothing is sent. Threads wait here, so they should be virtual.
 */
public final class PacedGate<L extends Enum<L>> implements CallGate<L> {

    /** How a thread waits; replaced in tests. */
    @FunctionalInterface
    public interface Waiting {
        void waitFor(Duration time) throws InterruptedException;
    }

    private final CallPacer<L> pacer;
    private final HostPauses hosts;
    private final InstantSource clock;
    private final Duration patience;
    private final Waiting waiting;

    /**
     * @param pacer guarded by this gate, which alone uses it
     * @param hosts one instance for all callers behind this address
     * @param patience how long a request may wait for room
     */
    public PacedGate(CallPacer<L> pacer, HostPauses hosts, InstantSource clock, Duration patience) {
        this(pacer, hosts, clock, patience, Thread::sleep);
    }

    public PacedGate(CallPacer<L> pacer, HostPauses hosts, InstantSource clock, Duration patience, Waiting waiting) {
        this.pacer = pacer;
        this.hosts = hosts;
        this.clock = clock;
        this.patience = patience;
        this.waiting = waiting;
    }

    @Override
    public <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request) {
        var host = to.hostAndPort();
        var giveUpAt = clock.instant().plus(patience);
        while (true) {
            var now = clock.instant();
            var pass = tryPass(host, lanes, now);
            if (pass.isPresent()) {
                return learnedFrom(request, host, lanes, pass.get());
            }
            var opensAt = opensAt(host, lanes, now);
            if (opensAt.isAfter(giveUpAt) || !waited(Duration.between(now, opensAt))) {
                return notNow(host, now, opensAt);
            }
        }
    }

    private synchronized Optional<Pass<L>> tryPass(String host, Set<L> lanes, Instant now) {
        return opensAt(host, lanes, now).isAfter(now) ? Optional.empty() : Optional.of(pacer.sent(lanes, now));
    }

    private synchronized Instant opensAt(String host, Set<L> lanes, Instant now) {
        var account = pacer.opensAt(lanes, now);
        var everybody = hosts.opensAt(host, now);
        return account.isAfter(everybody) ? account : everybody;
    }

    private boolean waited(Duration time) {
        try {
            waiting.waitFor(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> CallResult<T> learnedFrom(Supplier<CallResult<T>> request, String host, Set<L> lanes, Pass<L> pass) {
        try {
            var result = request.get();
            if (result instanceof RateLimited<T>(var retryAfter, var scope, var _)) {
                limited(host, lanes, pass, retryAfter, scope);
            }
            return result;
        } finally {
            ended(pass);
        }
    }

    private synchronized void limited(String host, Set<L> lanes, Pass<L> pass, Duration retryAfter, Scope scope) {
        var now = clock.instant();
        switch (scope) {
            case ACCOUNT -> pacer.refused(lanes, pass.sentAt(), retryAfter, now);
            case HOST -> hosts.pause(host, now.plus(retryAfter));
            case SHARE -> {} // another gate's word, which the vendor knows nothing of
        }
    }

    private synchronized void ended(Pass<L> pass) {
        pacer.ended(pass, clock.instant());
    }

    private <T> CallResult<T> notNow(String host, Instant now, Instant opensAt) {
        var wait = Duration.between(now, opensAt);
        return hosts.opensAt(host, now).isAfter(now)
                ? new RateLimited<>(
                        wait,
                        Scope.HOST,
                        "nothing is sent to %s for %d s: it has blocked our address after too many calls"
                                .formatted(host, wait.toSeconds()))
                : new RateLimited<>(
                        wait,
                        Scope.SHARE,
                        "not sent, as our share of the account's quota is used up for %d ms"
                                .formatted(wait.toMillis()));
    }

    @Override
    public void countIfDue(Supplier<CallResult<VendorCount<L>>> question) {
        if (!claimsQuestion()) {
            return;
        }
        var answer = question.get();
        synchronized (this) {
            var now = clock.instant();
            if (answer instanceof Found<VendorCount<L>>(var counted)) {
                counted.lanes().forEach((lane, used) -> pacer.counted(lane, used.limit(), used.count(), now));
            } else {
                pacer.countUntold(now);
            }
        }
    }

    /** One caller asks while the others continue. No caller asks during a pause. */
    private synchronized boolean claimsQuestion() {
        var now = clock.instant();
        if (pacer.pausedUntil().isAfter(now) || !pacer.wantsCount(now)) {
            return false;
        }
        pacer.askingForCount(now);
        return true;
    }
}
