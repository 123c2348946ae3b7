package dev.companion.console.domain.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits attempts to sign in, so that keys cannot be guessed and strangers cannot lock others out. An attempt counts
 * from its arrival, before its body is read, and is given back if it succeeds or meets a limit.
 *
 * <ul>
 *   <li>five failures in a minute for each client with each key;
 *   <li>after twenty failures of a key within a quarter of an hour, one in a quarter of an hour for each client with
 *       this key, so that a client that has not failed with it still gets in;
 *   <li>thirty failures in a minute for each client, whatever the keys;
 *   <li>sixty failures in a minute of all clients that failed before, and as many of all that did not;
 *   <li>sixteen attempts at once, four of them from one client.
 * </ul>
 *
 * Credentials that have signed in before are bound by the last limit only. Thread-safe.
 */
public final class SignInLimits {

    public static final int AT_ONCE_MAX = 16;
    static final int AT_ONCE_OF_CLIENT_MAX = 4;
    static final int FAILURES_OF_PAIR_MAX = 5;
    static final int FAILURES_OF_KEY_MAX = 20;
    static final int FAILURES_OF_CLIENT_MAX = 30;
    static final int FAILURES_OF_ALL_MAX = 60;
    static final int SUBJECTS_MAX = 20_000;
    static final int PROVEN_MAX = 10_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final String FAILED_BEFORE = "clients that failed before";
    private static final String NOT_FAILED_BEFORE = "clients that did not fail before";

    /** Which limit an attempt has met. */
    public enum Limit {
        SAME_KEY,
        KEY,
        CLIENT,
        ALL
    }

    /**
     * An attempt whose body is not read yet.
     *
     * @param client the address, or the network that counts as one
     * @param failedBefore whether this client has failed within a quarter of an hour
     */
    public record Arrival(String client, Instant at, boolean failedBefore) {}

    /**
     * An attempt that may go on to the vendor.
     *
     * @param proven whether these credentials have signed in before
     */
    public record Attempt(Arrival arrival, String key, String credentials, boolean proven) {}

    /** The result of asking for an attempt: it may go on, or has to wait for a time. */
    public sealed interface Decision {

        record Allowed(Attempt attempt) implements Decision {}

        record Refused(Limit limit, Duration time) implements Decision {}
    }

    private final FailureCounts pairs = new FailureCounts(QUARTER, SUBJECTS_MAX);
    private final FailureCounts keys = new FailureCounts(QUARTER, SUBJECTS_MAX);
    private final FailureCounts clients = new FailureCounts(QUARTER, SUBJECTS_MAX);
    private final FailureCounts all = new FailureCounts(MINUTE, 2);
    private final LinkedHashMap<String, Boolean> proven = new LinkedHashMap<>();
    private final Map<String, Integer> atOnce = new HashMap<>();
    private int busy;

    /** Counts an attempt, and keeps a place for it until it has left. Empty if there is no place. */
    public synchronized Optional<Arrival> arrive(String address, Instant now) {
        var client = Network.of(address);
        if (busy >= AT_ONCE_MAX || atOnce.getOrDefault(client, 0) >= AT_ONCE_OF_CLIENT_MAX) {
            return Optional.empty();
        }
        busy++;
        atOnce.merge(client, 1, Integer::sum);
        var arrival = new Arrival(client, now, clients.count(client, now) > 0);
        clients.add(client, now);
        return Optional.of(arrival);
    }

    /** Frees the place of an attempt, however it ended. */
    public synchronized void left(Arrival arrival) {
        busy--;
        atOnce.computeIfPresent(arrival.client(), (_, places) -> places == 1 ? null : places - 1);
    }

    /**
     * @param key stands for the API key
     * @param credentials stands for address, API key and secret key together
     */
    public synchronized Decision begin(Arrival arrival, String key, String credentials) {
        if (proven.containsKey(credentials)) {
            return new Decision.Allowed(new Attempt(arrival, key, credentials, true));
        }
        var refused = limitMet(arrival, key);
        if (refused.isPresent()) {
            clients.giveBack(arrival.client(), arrival.at());
            return refused.get();
        }
        var attempt = new Attempt(arrival, key, credentials, false);
        count(attempt);
        return new Decision.Allowed(attempt);
    }

    private Optional<Decision.Refused> limitMet(Arrival arrival, String key) {
        var now = arrival.at();
        var pair = pair(arrival, key);
        return pairs.waitFor(pair, FAILURES_OF_PAIR_MAX, MINUTE, now)
                .map(time -> new Decision.Refused(Limit.SAME_KEY, time))
                .or(() -> keys.count(key, now) < FAILURES_OF_KEY_MAX
                        ? Optional.empty()
                        : pairs.waitFor(pair, 1, QUARTER, now).map(time -> new Decision.Refused(Limit.KEY, time)))
                // This attempt is counted already, so it may be the last of the allowed ones.
                .or(() -> clients.waitFor(arrival.client(), FAILURES_OF_CLIENT_MAX + 1, MINUTE, now)
                        .map(time -> new Decision.Refused(Limit.CLIENT, time)))
                .or(() -> all.waitFor(half(arrival), FAILURES_OF_ALL_MAX, MINUTE, now)
                        .map(time -> new Decision.Refused(Limit.ALL, time)));
    }

    /** Takes the attempt back. From now on, strangers' failures do not concern these credentials. */
    public synchronized void succeeded(Attempt attempt) {
        var at = attempt.arrival().at();
        clients.giveBack(attempt.arrival().client(), at);
        if (!attempt.proven()) {
            pairs.giveBack(pair(attempt.arrival(), attempt.key()), at);
            keys.giveBack(attempt.key(), at);
            all.giveBack(half(attempt.arrival()), at);
        }
        proven.remove(attempt.credentials());
        proven.putLast(attempt.credentials(), true);
        if (proven.size() > PROVEN_MAX) {
            proven.pollFirstEntry();
        }
    }

    /** Credentials that the vendor does not accept any more are as good as any others. */
    public synchronized void refused(Attempt attempt) {
        if (attempt.proven()) {
            proven.remove(attempt.credentials());
            count(attempt);
        }
    }

    /** The vendor has not judged the credentials: the attempt counts for its client, and not against the key. */
    public synchronized void undecided(Attempt attempt) {
        if (!attempt.proven()) {
            var at = attempt.arrival().at();
            pairs.giveBack(pair(attempt.arrival(), attempt.key()), at);
            keys.giveBack(attempt.key(), at);
        }
    }

    private void count(Attempt attempt) {
        var at = attempt.arrival().at();
        pairs.add(pair(attempt.arrival(), attempt.key()), at);
        keys.add(attempt.key(), at);
        all.add(half(attempt.arrival()), at);
    }

    private static String half(Arrival arrival) {
        return arrival.failedBefore() ? FAILED_BEFORE : NOT_FAILED_BEFORE;
    }

    private static String pair(Arrival arrival, String key) {
        return arrival.client() + "|" + key;
    }
}
