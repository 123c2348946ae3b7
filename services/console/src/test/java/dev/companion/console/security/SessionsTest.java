package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.FakeDatto;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.view.TenantScope;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final SessionRules rules =
            new SessionRules(Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofMinutes(5), true);
    private final AtomicInteger tokens = new AtomicInteger();
    private final FakeDatto platform = new FakeVendors().datto(FakeVendors.ALICE);
    private Instant now = Recorded.AT;
    private final ConsoleSessions sessions =
            new ConsoleSessions(rules, () -> now, () -> "token-" + tokens.incrementAndGet());
    private final SessionWatch watch = new SessionWatch(sessions, rules, () -> now);
    private final List<ConsoleSession> ended = new ArrayList<>();

    SessionsTest() {
        sessions.onEnd(ended::add);
    }

    @Test
    void anIdleSessionIsOverAfterHalfAnHour() {
        var session = begin();

        after(Duration.ofMinutes(29));
        assertThat(sessions.find(session.id(), true)).contains(session);
        after(Duration.ofMinutes(30));

        assertThat(sessions.find(session.id(), true)).isEmpty();
        assertThat(ended).containsExactly(session);
    }

    @Test
    void aPageThatAsksByItselfKeepsNoSessionAlive() {
        var session = begin();

        after(Duration.ofMinutes(29));
        assertThat(sessions.find(session.id(), false)).contains(session);
        after(Duration.ofMinutes(1));

        assertThat(sessions.find(session.id(), false)).isEmpty();
    }

    @Test
    void anySessionIsOverAfterEightHours() {
        var session = begin();
        for (int i = 0; i < 8 * 4 - 1; i++) {
            after(Duration.ofMinutes(15));
            assertThat(sessions.find(session.id(), true)).contains(session);
        }

        after(Duration.ofMinutes(15));

        assertThat(sessions.find(session.id(), true)).isEmpty();
    }

    @Test
    void theWatchEndsWhatIsTooOldWithoutBeingAsked() {
        var session = begin();
        after(Duration.ofMinutes(31));

        watch.look(now, Runnable::run);

        assertThat(ended).containsExactly(session);
        assertThat(sessions.isAlive(session)).isFalse();
    }

    @Test
    void whoeverIsNoAdministratorAnyMoreIsOutWithinFiveMinutes() {
        var session = begin();
        platform.usersAnswer(new Refused<>(Reason.PERMISSION, "demoted"));

        after(Duration.ofMinutes(4));
        watch.look(now, Runnable::run);
        assertThat(sessions.isAlive(session)).as("not asked yet").isTrue();
        after(Duration.ofSeconds(50));
        watch.look(now, Runnable::run);

        assertThat(sessions.isAlive(session)).isFalse();
    }

    @Test
    void aRevokedKeyEndsTheSessionAndAnOutageDoesNot() {
        var session = begin();
        platform.usersAnswer(new Unavailable<>("down"));
        after(Duration.ofMinutes(5));
        watch.look(now, Runnable::run);
        assertThat(sessions.isAlive(session)).isTrue();

        platform.usersAnswer(new Refused<>(Reason.CREDENTIALS, "revoked"));
        after(Duration.ofMinutes(5));
        watch.look(now, Runnable::run);

        assertThat(sessions.isAlive(session)).isFalse();
    }

    @Test
    void endingTwiceIsEndingOnce() {
        var session = begin();

        sessions.end(session, "once");
        sessions.end(session, "twice");

        assertThat(ended).hasSize(1);
    }

    @Test
    void aSessionDoesNotShowItsId() {
        assertThat(begin().toString()).doesNotContain("token");
    }

    @Test
    void theCookieIsBoundToTheHostAndHiddenFromScripts() {
        assertThat(new SessionCookie(rules).set(begin()))
                .isEqualTo("__Host-companion=token-1; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    private ConsoleSession begin() {
        return sessions.begin(TenantScope.ofAccount("t"), "T", "aaaa", platform);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
