package dev.companion.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DiscrepancyTransitions.Event;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every state with every event. A new state or event fails here until somebody writes down what it means. */
class DiscrepancyTransitionsTest {

    private static final String DECIDED = """
            .            SEEN       SEEN_ANEW  GONE        ORDERED    RESTED   ORDER_REFUSED  REST_ENDED
            NEVER_SEEN   OPEN       OPEN       NEVER_SEEN  -          -        -              -
            OPEN         OPEN       OPEN       CLOSED      RESOLVING  SNOOZED  OPEN           OPEN
            RESOLVING    RESOLVING  OPEN       CLOSED      -          -        OPEN           RESOLVING
            SNOOZED      SNOOZED    OPEN       CLOSED      RESOLVING  SNOOZED  SNOOZED        OPEN
            CLOSED       OPEN       OPEN       CLOSED      -          -        CLOSED         CLOSED
            """;

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("everyPair")
    void everyPairIsDecided(State state, Event event) {
        var decided = table().get(state + " " + event);

        assertThat(decided)
                .as("what %s does in %s is written down", event, state)
                .isNotNull();
        assertThat(DiscrepancyTransitions.next(state, event))
                .isEqualTo(decided.equals("-") ? Optional.empty() : Optional.of(State.valueOf(decided)));
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Event.values()).map(event -> Arguments.of(state, event)));
    }

    private static Map<String, String> table() {
        var rows =
                DECIDED.lines().map(row -> List.of(row.strip().split("\\s+"))).toList();
        var events = rows.getFirst();
        var table = new HashMap<String, String>();
        for (var row : rows.subList(1, rows.size())) {
            for (var column = 1; column < row.size(); column++) {
                table.put(row.getFirst() + " " + events.get(column), row.get(column));
            }
        }
        return table;
    }
}
