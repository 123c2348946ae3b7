package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.console.FakeDatto;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.RmmProbe.Answer;
import dev.companion.console.view.ChangeListener;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionsTest {

    private final SessionRules rules =
            new SessionRules(Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofMinutes(5), true);
    private final AtomicInteger tokens = new AtomicInteger();
    private final FakeDatto platform = new FakeVendors().datto(FakeVendors.ALICE);
    private Instant now = Recorded.AT;
    private final ConsoleSessions sessions =
            new ConsoleSessions(rules, () -> now, () -> "token-" + tokens.incrementAndGet());
    private final ConsoleView view = new ConsoleView(ChangeListener.NONE);
    private final SessionWatch watch = new SessionWatch(sessions, TenantOrigins.of(view, List.of()), rules, () -> now);
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
    void aListOfUsersThatIsMissingEndsTheSessionAfterASecondLook() {
        var session = begin();
        platform.usersAnswer(new Missing<>("404", false));
        after(Duration.ofMinutes(4).plusSeconds(40));

        watch.look(now, Runnable::run);
        assertThat(sessions.isAlive(session)).as("one 404 may be a mistake").isTrue();
        after(Duration.ofSeconds(10));
        watch.look(now, Runnable::run);

        assertThat(sessions.isAlive(session)).isFalse();
    }

    @Test
    void aListOfUsersThatIsThereAgainAtTheSecondLookEndsNothing() {
        var session = begin();
        platform.usersAnswer(new Missing<>("404", false));
        after(Duration.ofMinutes(5));
        watch.look(now, Runnable::run);

        platform.usersAnswer(new Found<>(new DattoRmmClient.Page<>(List.of(), null, 0L, true)));
        after(Duration.ofSeconds(10));
        watch.look(now, Runnable::run);
        platform.usersAnswer(new Missing<>("404", false));
        after(Duration.ofMinutes(5));
        watch.look(now, Runnable::run);

        assertThat(sessions.isAlive(session)).isTrue();
    }

    @Test
    void aSessionIsLookedAtAgainOnlyWhenTheFormerProbeHasEnded() {
        var session = begin();
        platform.usersAnswer(new Missing<>("404", false));
        var probes = new ArrayList<Runnable>();
        after(Duration.ofMinutes(5));
        watch.look(now, Runnable::run);
        after(Duration.ofSeconds(10));
        watch.look(now, probes::add);
        after(Duration.ofSeconds(10));
        watch.look(now, probes::add);
        assertThat(probes).as("one probe at a time").hasSize(1);

        platform.usersAnswer(new Found<>(new DattoRmmClient.Page<>(List.of(), null, 0L, true)));
        probes.removeFirst().run();
        after(Duration.ofSeconds(10));
        watch.look(now, probes::add);
        assertThat(probes).as("no doubt, and not due").isEmpty();
        after(Duration.ofMinutes(5));
        watch.look(now, probes::add);
        assertThat(probes).as("due").hasSize(1);
        assertThat(sessions.isAlive(session)).isTrue();
    }

    @Test
    void aProbeThatFailsDoesNotEndTheWatchOfTheSession() {
        begin();
        platform.usersAnswer(null);
        after(Duration.ofMinutes(5));
        assertThatThrownBy(() -> watch.look(now, Runnable::run)).isInstanceOf(RuntimeException.class);

        var probes = new ArrayList<Runnable>();
        after(Duration.ofMinutes(5));
        watch.look(now, probes::add);

        assertThat(probes).hasSize(1);
    }

    /** What refuses a sign-in ends a session, and what does not refuse it does not end one. */
    @ParameterizedTest
    @MethodSource("answers")
    void laterChecksTakeEachAnswerAsTheSignInDoes(CallResult<Page<RmmUser>> users) {
        platform.usersAnswer(users);
        var signIn = new RmmProbe(new FakeVendors() {
                    @Override
                    public DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey) {
                        return platform;
                    }
                })
                .probe(FakeVendors.RMM_URL, Secret.of(FakeVendors.ALICE), Secret.of(FakeVendors.SECRET));
        var session = begin();

        for (var look = 0; look < 2; look++) {
            after(Duration.ofMinutes(5));
            watch.look(now, Runnable::run);
        }

        assertThat(sessions.isAlive(session))
                .isEqualTo(signIn instanceof Answer.Accepted || signIn instanceof Answer.Unreachable);
    }

    static Stream<CallResult<Page<RmmUser>>> answers() {
        return Stream.concat(
                Stream.of(Reason.values()).map(reason -> new Refused<>(reason, reason.name())),
                Stream.of(
                        new Found<>(new Page<>(List.of(), null, 0L, true)),
                        new Missing<>("404", false),
                        new Unavailable<>("down"),
                        new Conflict<>("conflict"),
                        new UnknownEffect<>("lost"),
                        new RateLimited<>(Duration.ofSeconds(1), Scope.ACCOUNT, "slow")));
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
        return sessions.begin(TenantScope.ofAccount("t"), "T", "aaaa", platform, FakeVendors.RMM_URL);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
