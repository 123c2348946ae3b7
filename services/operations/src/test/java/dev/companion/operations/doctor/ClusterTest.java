package dev.companion.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.operations.domain.check.GroupRules.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterTest {

    private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");

    private static TransactionDescription startedAMinuteAgo(TransactionState state) {
        var started = OptionalLong.of(NOW.minusSeconds(61).toEpochMilli());
        return new TransactionDescription(0, state, 7, 0, 10_000, started, Set.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"ONGOING", "PREPARE_COMMIT", "PREPARE_ABORT"})
    void aTransactionThatHasNotEndedIsOpen(TransactionState state) {
        assertThat(Cluster.open("a", startedAMinuteAgo(state), NOW))
                .contains(new Transaction("a", Duration.ofSeconds(61)));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ONGOING", "PREPARE_COMMIT", "PREPARE_ABORT"})
    void aTransactionThatHasEndedIsNotOpenAlthoughItsStartIsKept(TransactionState state) {
        assertThat(Cluster.open("a", startedAMinuteAgo(state), NOW)).isEmpty();
    }
}
