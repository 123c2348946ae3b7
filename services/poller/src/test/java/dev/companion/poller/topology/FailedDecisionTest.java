package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.user;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.schemas.Topics;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A decision that throws half-way leaves stores and topics as they were, and the same input is decided when it comes again. */
class FailedDecisionTest {

    private static final byte[] UNREADABLE = {99};

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRecordWhoseDecisionThrowsChangesNothingAndIsDecidedWhenItIsReplayed() {
        bench.datto.put(user("ada@acme.example"));
        bench.datto.put(user("bob@acme.example"));
        bench.tenant(observing(1, true));
        bench.connectSecrets(1);
        bench.live(Duration.ofSeconds(5));
        assertThat(bench.written(Topics.RMM_USERS)).hasSize(2);
        var row = bench.<byte[]>rows("known-users").getLast();
        bench.driver.getKeyValueStore("known-users").put(row.key, UNREADABLE);
        bench.forgetWritten();
        var before = bench.storedTexts();

        bench.tenant(observing(2, false));

        bench.assertNothingWritten();
        assertThat(bench.deadLetters()).isEqualTo(1);
        assertThat(bench.storedTexts()).as("stores").isEqualTo(before);

        bench.driver.getKeyValueStore("known-users").put(row.key, row.value);
        bench.tenant(observing(2, false));
        bench.live(Duration.ofMillis(10));
        assertThat(bench.values(Topics.RMM_USERS))
                .hasSize(2)
                .allSatisfy(taken -> assertThat(taken.getEmail()).isEmpty());
        assertThat(bench.storedTexts()).isNotEqualTo(before);
    }

    @Test
    void aTimerWhoseDecisionThrowsChangesNothingAndTheSamePageIsDecidedAfterTheThreadWasReplaced() {
        bench.gravityZone.put(customer(id(1), "One"));
        bench.gravityZone.put(customer(id(2), "Two"));
        bench.gravityZone.put(customer(id(3), null));
        bench.holding = true;
        bench.tenant(Bench.tenant(1).setRmm(null));
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "sealed:key", 1);
        bench.live(Duration.ofSeconds(1));
        assertThat(bench.held).as("requests under way").hasSize(1);
        bench.forgetWritten();
        var before = bench.storedTexts();

        bench.held.remove().run();
        assertThatThrownBy(() -> bench.live(Duration.ofSeconds(1))).hasStackTraceContaining("name");

        bench.assertNothingWritten();
        assertThat(bench.storedTexts()).as("stores").isEqualTo(before);

        bench.gravityZone.put(customer(id(3), "Three"));
        bench.holding = false;
        bench.restart();
        bench.live(Duration.ofSeconds(1));
        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES).stream()
                        .filter(company -> company.getMetadata().getSequence() == 1))
                .extracting(dev.companion.gravityzone.Company::getName)
                .containsExactly("One", "Two", "Three");
    }

    private static Tenant.Builder observing(long revision, boolean userEmails) {
        return Bench.tenant(revision)
                .setGravityZone(null)
                .setObservation(ObservationSettings.newBuilder()
                        .setUserEmails(userEmails)
                        .setGuardFloor(5)
                        .setGuardPercent(20)
                        .build());
    }
}
