package dev.companion.console.security;

import dev.companion.console.view.TenantScope;
import dev.companion.datto.DattoRmmClient;
import dev.companion.runtime.LogKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of this process, by their opaque ids. */
public final class ConsoleSessions {

    static final int SESSIONS_MAX = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(ConsoleSessions.class);

    private final SessionRules rules;
    private final InstantSource clock;
    private final Supplier<String> tokens;
    private final ConcurrentHashMap<String, ConsoleSession> sessions = new ConcurrentHashMap<>();
    private final List<Consumer<ConsoleSession>> endListeners = new CopyOnWriteArrayList<>();

    /** @param tokens unguessable strings of at least 256 bits, each a new one */
    public ConsoleSessions(SessionRules rules, InstantSource clock, Supplier<String> tokens) {
        this.rules = rules;
        this.clock = clock;
        this.tokens = tokens;
    }

    ConsoleSession begin(
            TenantScope tenant, String tenantName, String keyLastFour, DattoRmmClient client, String apiUrl) {
        makeRoom();
        var now = clock.instant();
        var session =
                new ConsoleSession(tokens.get(), tenant, tenantName, keyLastFour, tokens.get(), now, client, apiUrl);
        sessions.put(session.id(), session);
        LOGGER.atInfo().addKeyValue(LogKeys.TENANT_ID, tenant).log("administrator signed in");
        return session;
    }

    /** The live session of an id. Counts as use, unless the page made the request in the background. */
    Optional<ConsoleSession> find(String id, boolean byPerson) {
        var session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (session.isOver(now, rules)) {
            end(session, "too old");
            return Optional.empty();
        }
        if (byPerson) {
            session.used(now);
        }
        return Optional.of(session);
    }

    /** Whether a session is still live; does not count as use. */
    public boolean isAlive(ConsoleSession session) {
        return sessions.containsKey(session.id()) && !session.isOver(clock.instant(), rules);
    }

    /** Ends a session; idempotent. */
    public void end(ConsoleSession session, String reason) {
        if (sessions.remove(session.id()) != null) {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, session.tenant())
                    .addKeyValue(LogKeys.REASON, reason)
                    .log("session ended");
            endListeners.forEach(listener -> listener.accept(session));
        }
    }

    /** Ends expired sessions. */
    void sweep(Instant now) {
        sessions.values().stream()
                .filter(session -> session.isOver(now, rules))
                .forEach(session -> end(session, "too old"));
    }

    Collection<ConsoleSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Calls the listener after each end of a session. */
    public void onEnd(Consumer<ConsoleSession> listener) {
        endListeners.add(listener);
    }

    /** Memory is bounded: beyond the limit the session that was idle longest ends. */
    private void makeRoom() {
        if (sessions.size() >= SESSIONS_MAX) {
            sessions.values().stream()
                    .min(Comparator.comparing(ConsoleSession::usedAt))
                    .ifPresent(oldest -> end(oldest, "too many sessions"));
        }
    }
}
