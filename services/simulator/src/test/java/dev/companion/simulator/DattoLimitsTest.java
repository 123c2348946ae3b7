package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DattoLimitsTest {

    private static final String ACCOUNT = "/api/v2/account";
    private static final String RATE = "/api/v2/system/request_rate";

    private final Rig rig = Rig.start(Rig.options());

    DattoLimitsTest() {
        rig.set(Switch.DATTO_SLOW_DOWN_MILLIS, "0");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void read(String bearer, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
        }
    }

    private int write(String bearer, String site) {
        return rig.datto(bearer, "PUT", "/api/v2/site/" + site + "/variable", "{\"name\":\"V\",\"value\":\"v\"}")
                .status();
    }

    @Test
    void theCounterOfANewVariableHasTheNameThatTheSwitchSays() {
        String variable = "/api/v2/site/" + rig.siteUid("Managed") + "/variable";
        String bearer = rig.bearer();
        rig.set(Switch.DATTO_WRITE_COUNTERS, "SET");
        rig.datto(bearer, "PUT", variable, "{\"name\":\"a\",\"value\":\"1\"}");

        JsonNode apart = operations(bearer);
        assertThat(apart.has("site-variable-create")).isFalse();
        assertThat(apart.path("site-variable-set").path("count").asInt()).isEqualTo(1);
        assertThat(apart.path("site-variable-update").path("count").asInt()).isZero();
        rig.set(Switch.DATTO_WRITE_COUNTERS, "SET_JOINT");
        JsonNode joint = operations(bearer);
        assertThat(joint.has("site-variable-update")).isFalse();
        assertThat(joint.path("site-variable-set").path("count").asInt()).isEqualTo(1);
    }

    private JsonNode operations(String bearer) {
        return rig.get(bearer, "/api/v2/system/request_rate").json().path("operationWriteStatus");
    }

    @Test
    void readsAreCountedPerAccountInASlidingMinute() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "10");
        String bearer = rig.bearer();
        String technician = rig.bearer(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY);
        read(bearer, 5);
        rig.clock.advance(Duration.ofSeconds(20));
        read(technician, 5);

        Rig.Got refused = rig.get(bearer, ACCOUNT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("40");
        rig.clock.advance(Duration.ofSeconds(40));
        // The five oldest have left the window; the refused call was counted like any other.
        read(bearer, 4);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(429);
    }

    @Test
    void theRealLimitsAreSixHundredAndAHundred() {
        String bearer = rig.bearer();
        String site = rig.siteUid("Managed");
        for (int i = 0; i < 100; i++) {
            assertThat(write(bearer, site)).isEqualTo(200);
        }
        assertThat(write(bearer, site)).isEqualTo(429);
        // Another operation has a budget of its own, and reads never share with writes.
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "{\"name\":\"S\"}").status())
                .isEqualTo(200);
        JsonNode rate = rig.get(bearer, RATE).json();
        assertThat(rate.path("slidingTimeWindowSizeSeconds").asInt()).isEqualTo(60);
        assertThat(rate.path("accountUid").asString()).isEqualTo(DemoMsp.ACCOUNT_UID);
        assertThat(rate.path("accountRateLimit").asInt()).isEqualTo(600);
        assertThat(rate.path("accountCount").asInt()).isEqualTo(1);
        assertThat(rate.path("accountCutOffRatio").asDouble()).isEqualTo(0.9);
        assertThat(rate.path("accountWriteRateLimit").asInt()).isEqualTo(600);
        assertThat(rate.path("accountWriteCount").asInt()).isEqualTo(102);
        JsonNode operations = rate.path("operationWriteStatus");
        assertThat(operations.size()).isEqualTo(16);
        assertThat(operations.path("site-variable-create").path("count").asInt())
                .isEqualTo(101);
        assertThat(operations.path("site-variable-create").path("limit").asInt())
                .isEqualTo(100);
        assertThat(operations.path("device-udf-set").path("limit").asInt()).isEqualTo(600);
    }

    @Test
    void writesHaveACommonLimitToo() {
        rig.set(Switch.DATTO_WRITES_PER_MINUTE, "2");
        String bearer = rig.bearer();
        String site = rig.siteUid("Managed");

        assertThat(write(bearer, site)).isEqualTo(200);
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "{\"name\":\"S\"}").status())
                .isEqualTo(200);
        assertThat(write(bearer, site)).isEqualTo(429);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
    }

    @Test
    void oldAccountsHaveOneBucketAndSayNothingOfWrites() {
        rig.set(Switch.DATTO_LIMIT_BUCKETS, "LEGACY");
        rig.set(Switch.DATTO_READS_PER_MINUTE, "3");
        String bearer = rig.bearer();
        assertThat(write(bearer, rig.siteUid("Managed"))).isEqualTo(200);
        JsonNode rate = rig.get(bearer, RATE).json();

        assertThat(rate.path("accountCount").asInt()).isEqualTo(2);
        assertThat(rate.has("accountWriteRateLimit")).isFalse();
        assertThat(rate.has("operationWriteStatus")).isFalse();
        read(bearer, 1);
        assertThat(write(bearer, rig.siteUid("Managed"))).isEqualTo(429);
    }

    @Test
    void whoGoesOnAskingIsShutOutByAddressForFiveMinutes() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "1");
        rig.set(Switch.DATTO_BLOCK_AFTER, "3");
        String bearer = rig.bearer();
        read(bearer, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(429);
        }

        Rig.Got blocked = rig.get(bearer, ACCOUNT);

        assertThat(blocked.status()).isEqualTo(403);
        assertThat(blocked.body()).startsWith("<!DOCTYPE html>");
        assertThat(rig.passwordGrant(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY)
                        .status())
                .isEqualTo(403);
        rig.clock.advance(Duration.ofSeconds(299));
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(403);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
    }

    @Test
    void aBlockCanBeLiftedByHand() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "0");
        rig.set(Switch.DATTO_BLOCK_AFTER, "1");
        String bearer = rig.bearer();
        rig.get(bearer, ACCOUNT);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(403);

        rig.control("DELETE", "/limits", null);

        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(429);
    }

    @Test
    void retryAfterIsANumberADateOrAbsent() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "1");
        String bearer = rig.bearer();
        read(bearer, 1);
        rig.set(Switch.DATTO_RETRY_AFTER, "DATE");
        String date = rig.get(bearer, ACCOUNT).header("Retry-After").orElseThrow();
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isEqualTo(rig.clock.instant().plusSeconds(60));
        rig.set(Switch.DATTO_RETRY_AFTER, "OFF");
        assertThat(rig.get(bearer, ACCOUNT).header("Retry-After")).isEmpty();
    }

    @Test
    void limitsCanBePerKey() {
        rig.set(Switch.DATTO_LIMIT_SCOPE, "KEY");
        rig.set(Switch.DATTO_READS_PER_MINUTE, "1");
        String bearer = rig.bearer();
        String technician = rig.bearer(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY);

        read(bearer, 1);
        read(technician, 1);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(429);
    }

    @Test
    void answersComeLateAboveNineTenthsOfTheLimit() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "10");
        rig.set(Switch.DATTO_SLOW_DOWN_MILLIS, "300");
        String bearer = rig.bearer();
        read(bearer, 9);
        long start = System.nanoTime();

        read(bearer, 1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void refusedCallsCanBeFree() {
        rig.set(Switch.DATTO_REFUSED_CALLS, "FREE");
        rig.set(Switch.DATTO_READS_PER_MINUTE, "2");
        String bearer = rig.bearer();
        read(bearer, 2);
        rig.clock.advance(Duration.ofSeconds(30));
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(429);
        rig.clock.advance(Duration.ofSeconds(30));
        read(bearer, 2);
    }
}
