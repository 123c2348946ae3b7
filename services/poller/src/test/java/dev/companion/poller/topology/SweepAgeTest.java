package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepAgeTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void fill() {
        bench.datto.put(site(uid(1), "Acme"));
        bench.gravityZone.put(customer(id(1), "Acme"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private double age(String kind) {
        return bench.meters.get("companion.sweep.age").tag("kind", kind).gauge().value();
    }

    @Test
    void theAgeIsTheTimeSinceTheLastWholeList() {
        assertThat(age("sites")).as("without tenants").isZero();
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        assertThat(age("sites")).isLessThanOrEqualTo(70);

        bench.datto.answer = _ -> new Unavailable<>("no connection");
        bench.live(Duration.ofMinutes(40));

        assertThat(age("sites")).isBetween(2_390.0, 2_480.0);
        assertThat(age("companies")).as("of the other vendor").isLessThan(1_000);
        assertThat(bench.gauge("companion.sweep.interval")).isEqualTo(60);

        bench.datto.answer = _ -> null;
        bench.live(Duration.ofMinutes(20));
        assertThat(age("sites")).isLessThan(1_000);
    }

    @Test
    void aRestartDoesNotMakeItYounger() {
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        bench.datto.answer = _ -> new Unavailable<>("no connection");
        bench.live(Duration.ofMinutes(40));

        bench.restart();
        bench.live(Duration.ofMinutes(1));

        assertThat(age("sites")).isGreaterThan(2_400);
    }

    @Test
    void aListThatWasNeverSeenIsAsOldAsItsTrouble() {
        bench.datto.answer = _ -> new Unavailable<>("no connection");
        bench.connect(1);
        bench.live(Duration.ofMinutes(40));

        assertThat(age("sites")).isGreaterThan(2_300);
    }

    @Test
    void aTenantThatWaitsForAPersonDoesNotCount() {
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        bench.datto.answer = _ -> new Refused<>(Reason.CREDENTIALS, "the key was not accepted");
        bench.live(Duration.ofMinutes(40));
        assertThat(age("sites")).as("rejected").isZero();

        bench.datto.answer = _ -> new Unavailable<>("no connection");
        bench.tenant(Bench.tenant(1).setPaused(true));
        bench.live(Duration.ofMinutes(40));
        assertThat(age("sites")).as("paused").isZero();
    }
}
