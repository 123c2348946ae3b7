package dev.companion.console.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.signin.SignInLimits.Decision;
import dev.companion.console.domain.signin.SignInLimits.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {

    private static final String HERE = "203.0.113.7";

    private final SignInLimits limits = new SignInLimits();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void theSixthFailureOfAClientWithOneKeyWaitsForTheFirstToBeAMinuteOld() {
        for (var i = 0; i < 5; i++) {
            fail(HERE, "key");
            after(Duration.ofSeconds(1));
        }
        after(Duration.ofSeconds(5));

        assertThat(begin(HERE, "key", "key+wrong")).isEqualTo(refused(Limit.SAME_KEY, Duration.ofSeconds(50)));
        assertThat(begin(HERE, "another key", "x")).isInstanceOf(Decision.Allowed.class);
        after(Duration.ofSeconds(50));
        assertThat(begin(HERE, "key", "key+wrong")).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void aRightKeyIsNotLockedOutByStrangersWhoTryIt() {
        for (var stranger = 0; stranger < 50; stranger++) {
            fail("198.51.100." + stranger, "key");
        }
        after(Duration.ofSeconds(61));

        assertThat(begin(HERE, "key", "key+right")).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void aKeyThatManyTryIsSlowForEachOfThem() {
        for (var stranger = 0; stranger < 20; stranger++) {
            fail("198.51.100." + stranger, "key");
        }
        after(Duration.ofMinutes(2));

        assertThat(begin("198.51.100.3", "key", "guess")).isEqualTo(refused(Limit.KEY, Duration.ofMinutes(13)));
        fail(HERE, "key");
        assertThat(begin(HERE, "key", "guess")).isEqualTo(refused(Limit.KEY, Duration.ofMinutes(15)));
    }

    @Test
    void credentialsThatHaveSignedInAreOnlyBoundByPlaces() {
        succeed(HERE, "key", "key+right");
        for (var i = 0; i < 200; i++) {
            fail(HERE, "key");
            fail(HERE, "guess " + i);
            fail("198.51.100." + i, "key");
        }

        assertThat(begin(HERE, "key", "key+right")).isInstanceOf(Decision.Allowed.class);
        assertThat(begin("192.0.2.1", "key", "key+right")).isInstanceOf(Decision.Allowed.class);
        assertThat(begin(HERE, "key", "key+guess")).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void credentialsThatAreRevokedAreNotProvenAnyMore() {
        succeed(HERE, "key", "key+right");

        for (var i = 0; i < 6; i++) {
            if (begin(HERE, "key", "key+right") instanceof Decision.Allowed(var attempt)) {
                limits.refused(attempt);
            }
        }

        assertThat(begin(HERE, "key", "key+right")).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aClientThatGuessesManyKeysIsLimited() {
        for (var i = 0; i < 30; i++) {
            fail(HERE, "guess " + i);
        }

        assertThat(begin(HERE, "guess 30", "x")).isEqualTo(refused(Limit.CLIENT, Duration.ofMinutes(1)));
        assertThat(begin("203.0.113.8", "guess 31", "x")).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void anAttemptWithoutABodyCounts() {
        for (var i = 0; i < 30; i++) {
            limits.left(limits.arrive(HERE, now).orElseThrow());
        }

        assertThat(begin(HERE, "key", "x")).isEqualTo(refused(Limit.CLIENT, Duration.ofMinutes(1)));
    }

    @Test
    void anAttemptThatMeetsALimitDoesNotCount() {
        for (var i = 0; i < 50; i++) {
            begin(HERE, "key", "x");
        }
        after(Duration.ofMinutes(1));

        assertThat(begin(HERE, "key", "x")).isInstanceOf(Decision.Allowed.class);
    }

    /** While the vendor is away, nothing is known of the key. */
    @Test
    void anOutageOfTheVendorCountsNeitherAgainstTheKeyNorAgainstItsProof() {
        succeed(HERE, "key", "right");
        undecided(HERE, "key", "right");
        for (var i = 0; i < 20; i++) {
            fail("198.51.100." + i, "key");
        }
        assertThat(begin(HERE, "key", "right")).as("still proven").isInstanceOf(Decision.Allowed.class);

        for (var i = 0; i < 20; i++) {
            undecided("203.0.113." + i, "other", "x");
        }
        assertThat(begin("203.0.113.99", "other", "x")).isInstanceOf(Decision.Allowed.class);
        assertThat(begin("203.0.113.99", "other", "x")).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void successIsGivenBack() {
        for (var i = 0; i < 200; i++) {
            succeed(HERE, "key", "right " + i);
        }
    }

    @Test
    void manyClientsTogetherAreLimitedAndAClientThatHasNotFailedHasItsOwnHalf() {
        for (var i = 0; i < 40; i++) {
            fail("198.51.100." + i, "a" + i);
        }
        after(Duration.ofSeconds(61));
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 30; i++) {
                fail("198.51.100." + i, "b" + i);
            }
        }

        assertThat(begin("198.51.100.31", "c", "x"))
                .isInstanceOfSatisfying(
                        Decision.Refused.class, wait -> assertThat(wait.limit()).isEqualTo(Limit.ALL));
        assertThat(begin(HERE, "key", "key+right")).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void sixteenAtOnceAndFourOfOneClient() {
        var arrived = new ArrayList<SignInLimits.Arrival>();
        for (var i = 0; i < 4; i++) {
            arrived.add(limits.arrive(HERE, now).orElseThrow());
        }
        assertThat(limits.arrive(HERE, now)).as("the fifth of one client").isEmpty();
        for (var i = 0; i < 12; i++) {
            arrived.add(limits.arrive("198.51.100." + i, now).orElseThrow());
        }
        assertThat(limits.arrive("192.0.2.1", now)).as("the seventeenth").isEmpty();

        arrived.forEach(limits::left);

        assertThat(limits.arrive(HERE, now)).isPresent();
        assertThat(limits.arrive("192.0.2.1", now)).isPresent();
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        for (var i = 0; i < 5; i++) {
            fail("2001:db8:1:2::" + i, "key");
        }

        assertThat(begin("2001:db8:1:2:ffff::1%eth0", "key", "x")).isInstanceOf(Decision.Refused.class);
        assertThat(begin("2001:db8:1:3::1", "key", "x")).isInstanceOf(Decision.Allowed.class);
        assertThat(Network.of("::ffff:203.0.113.7")).isEqualTo(HERE);
    }

    @Test
    void theOldestCounterIsForgottenAndNoOtherOne() {
        var counts = new FailureCounts(Duration.ofMinutes(15), 3);
        counts.add("a", now);
        counts.add("b", now);
        counts.add("c", now);
        counts.add("a", now);

        counts.add("d", now);

        assertThat(counts.count("b", now)).isZero();
        assertThat(counts.count("a", now)).isEqualTo(2);
        assertThat(counts.count("c", now)).isEqualTo(1);
        assertThat(counts.count("d", now)).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedInEveryWay() {
        var counts = new FailureCounts(Duration.ofMinutes(15), 100);
        for (var i = 0; i < 10_000; i++) {
            counts.add("subject " + i, now);
            counts.add("one", now);
        }

        assertThat(counts.subjects()).isEqualTo(100);
        assertThat(counts.count("one", now)).isEqualTo(FailureCounts.TIMES_MAX);
        counts.add("later", now.plus(Duration.ofMinutes(15)));
        assertThat(counts.subjects()).isEqualTo(1);
    }

    @Test
    void wrongCredentialsInTheSettingsAreLimitedAndRightOnesAreNot() {
        var probes = new ProbeLimits();
        for (var i = 0; i < 50; i++) {
            assertThat(probes.begin("t|gravityzone", now)).isEmpty();
            probes.giveBack("t|gravityzone", now);
        }
        for (var i = 0; i < 5; i++) {
            assertThat(probes.begin("t|gravityzone", now)).isEmpty();
        }

        assertThat(probes.begin("t|gravityzone", now)).contains(Duration.ofMinutes(1));
        assertThat(probes.begin("other|gravityzone", now)).isEmpty();
        for (var minute = 1; minute < 4; minute++) {
            for (var i = 0; i < 5; i++) {
                assertThat(probes.begin("t|gravityzone", now.plus(Duration.ofMinutes(minute))))
                        .isEmpty();
            }
        }
        assertThat(probes.begin("t|gravityzone", now.plus(Duration.ofMinutes(5))))
                .contains(Duration.ofMinutes(10));
    }

    private void fail(String address, String key) {
        begin(address, key, key + "+wrong");
    }

    private void succeed(String address, String key, String credentials) {
        assertThat(begin(address, key, credentials))
                .isInstanceOfSatisfying(Decision.Allowed.class, allowed -> limits.succeeded(allowed.attempt()));
    }

    private void undecided(String address, String key, String credentials) {
        assertThat(begin(address, key, credentials))
                .isInstanceOfSatisfying(Decision.Allowed.class, allowed -> limits.undecided(allowed.attempt()));
    }

    private Decision begin(String address, String key, String credentials) {
        var arrival = limits.arrive(address, now).orElseThrow();
        var decision = limits.begin(arrival, key, credentials);
        limits.left(arrival);
        return decision;
    }

    private static Decision refused(Limit limit, Duration time) {
        return new Decision.Refused(limit, time);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
