package dev.companion.console.security;

import dev.companion.console.probe.RmmProbe;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.log.RepeatedLines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Regularly checks with Datto RMM that the people who are signed in are still administrators, and ends the sessions of
 * those who are not. An outage of Datto RMM does not end a session. Also ends the sessions of another address than the one
 * that the tenant is bound to.
 */
public final class SessionWatch implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(SessionWatch.class);
    private static final RepeatedLines LINES = new RepeatedLines();
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final ConsoleSessions sessions;
    private final TenantOrigins origins;
    private final SessionRules rules;
    private final InstantSource clock;
    private final Set<ConsoleSession> underProbe = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ExecutorService probes;

    public SessionWatch(ConsoleSessions sessions, TenantOrigins origins, SessionRules rules, InstantSource clock) {
        this.sessions = sessions;
        this.origins = origins;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        var clocked = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("session-watch").factory());
        var probing = Executors.newVirtualThreadPerTaskExecutor();
        clocked.scheduleWithFixedDelay(
                () -> look(probing), LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        timer = clocked;
        probes = probing;
        underProbe.clear(); // a stop may have come between the note of a probe and its start
    }

    private void look(ExecutorService probing) {
        try {
            look(clock.instant(), probing::execute);
        } catch (RuntimeException e) {
            LINES.log(
                    e.getClass().getName(),
                    count -> LINES.because(LOGGER.atError().addKeyValue(LogKeys.COUNT, count), "sessions", e)
                            .log("checking sessions failed, retrying"));
        }
    }

    /**
     * Ends expired sessions and probes those that are due, one interval early, so that the configured limit holds. A
     * session whose former probe has not ended is not probed again: two at once would take one answer for two looks.
     */
    void look(Instant now, java.util.concurrent.Executor probing) {
        sessions.sweep(now);
        for (var session : sessions.all()) {
            if (!origins.speaksFor(session.tenant(), session.apiUrl())) {
                sessions.end(session, SessionFilter.OTHER_ADDRESS);
            } else if (isDue(session, now) && underProbe.add(session)) {
                session.probed(now);
                probing.execute(() -> {
                    try {
                        probe(session);
                    } finally {
                        underProbe.remove(session);
                    }
                });
            }
        }
    }

    private boolean isDue(ConsoleSession session, Instant now) {
        return session.isDoubtful()
                || !now.isBefore(session.probedAt().plus(rules.reprobe()).minus(LOOK_EVERY.multipliedBy(2)));
    }

    private void probe(ConsoleSession session) {
        var wasDoubtful = session.isDoubtful();
        switch (RmmProbe.standing(session.client())) {
            case ADMINISTRATOR -> session.doubt(false);
            case LOST -> end(session);
            case DOUBTFUL -> {
                session.doubt(true); // looked at again in the next round
                if (wasDoubtful) {
                    end(session);
                }
            }
            case UNKNOWN -> {}
        }
    }

    private void end(ConsoleSession session) {
        sessions.end(session, "no longer an administrator of the platform");
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        if (probes != null) {
            probes.shutdownNow();
            probes = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
