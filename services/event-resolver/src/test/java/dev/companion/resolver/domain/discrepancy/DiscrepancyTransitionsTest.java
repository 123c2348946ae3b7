package dev.companion.resolver.domain.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.Event;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries every event in every state. A new state or event fails here until the table below says what it means. Generates
 * the drawing in ARCHITECTURE.md.
 */
class DiscrepancyTransitionsTest {

    private static final String DECIDED = """
            .            DETECTED   FACTS_CHANGED  CLEARED     ACTION_STARTED  SNOOZED  KEPT    ACTION_FAILED  SNOOZE_EXPIRED
            NEVER_SEEN   OPEN       OPEN           NEVER_SEEN  -               -        -       -              -
            OPEN         OPEN       OPEN           CLOSED      RESOLVING       SNOOZED  CLOSED  OPEN           OPEN
            RESOLVING    RESOLVING  OPEN           CLOSED      -               -        -       OPEN           RESOLVING
            SNOOZED      SNOOZED    OPEN           CLOSED      RESOLVING       SNOOZED  CLOSED  SNOOZED        OPEN
            CLOSED       OPEN       OPEN           CLOSED      -               -        -       CLOSED         CLOSED
            """;

    private static final Path ARCHITECTURE = Path.of("../../ARCHITECTURE.md");
    private static final String BEGIN = "<!-- life of a discrepancy: written by DiscrepancyTransitionsTest -->\n";
    private static final String END = "<!-- end of life of a discrepancy -->";

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("everyPair")
    void everyPairIsDecided(State state, Event event) {
        var decided = table().get(state + " " + event);

        assertThat(decided)
                .as("the table says what %s does in %s", event, state)
                .isNotNull();
        assertThat(DiscrepancyTransitions.next(state, event))
                .isEqualTo(decided.equals("-") ? Optional.empty() : Optional.of(State.valueOf(decided)));
    }

    @Test
    void nothingLeadsBackToNeverSeenAndAnActionInProgressExcludesAnother() {
        assertThat(everyPair().filter(pair -> pair.get()[0] != State.NEVER_SEEN))
                .noneMatch(pair -> after(pair).equals(Optional.of(State.NEVER_SEEN)));
        assertThat(Stream.of(Event.ACTION_STARTED, Event.SNOOZED, Event.KEPT))
                .allMatch(event ->
                        DiscrepancyTransitions.next(State.RESOLVING, event).isEmpty());
    }

    @Test
    void theDrawingInArchitectureIsTheTable() throws IOException {
        var written = Files.readString(ARCHITECTURE);
        var begin = written.indexOf(BEGIN);
        var end = written.indexOf(END);
        assertThat(begin).as("place of the drawing in ARCHITECTURE.md").isNotNegative();
        var updated = written.substring(0, begin) + BEGIN + drawing() + "\n" + matrix() + written.substring(end);
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(ARCHITECTURE, updated);
        }

        assertThat(written)
                .as("run the test with -Dcompanion.docs.write=true to generate it")
                .isEqualTo(updated);
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Event.values()).map(event -> arguments(state, event)));
    }

    private static Optional<State> after(Arguments pair) {
        return DiscrepancyTransitions.next((State) pair.get()[0], (Event) pair.get()[1]);
    }

    /** Shows what changes the state. What does not change it is only in the table below the drawing. */
    private static String drawing() {
        var drawing = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        for (var state : State.values()) {
            var arrows = new LinkedHashMap<State, List<String>>();
            for (var event : Event.values()) {
                DiscrepancyTransitions.next(state, event)
                        .filter(next -> next != state)
                        .ifPresent(next -> arrows.merge(
                                next,
                                List.of(label(event)),
                                (all, one) -> Stream.concat(all.stream(), one.stream())
                                        .toList()));
            }
            arrows.forEach((next, events) -> drawing.append("    %s --> %s : %s\n"
                    .formatted(state == State.NEVER_SEEN ? "[*]" : state, next, String.join(", ", events))));
        }
        return drawing.append("```\n").toString();
    }

    private static String matrix() {
        var events = Event.values();
        var matrix = new StringBuilder("| | ")
                .append(Arrays.stream(events)
                        .map(DiscrepancyTransitionsTest::label)
                        .collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(events.length))
                .append("\n");
        for (var state : State.values()) {
            matrix.append("| `%s` |".formatted(state));
            for (var event : events) {
                matrix.append(" %s |"
                        .formatted(DiscrepancyTransitions.next(state, event)
                                .map(next -> next == state ? "stays" : "`" + next + "`")
                                .orElse("refused")));
            }
            matrix.append("\n");
        }
        return matrix.toString();
    }

    private static String label(Event event) {
        return switch (event) {
            case DETECTED -> "detected";
            case FACTS_CHANGED -> "facts changed";
            case CLEARED -> "cleared";
            case ACTION_STARTED -> "action started";
            case SNOOZED -> "snoozed";
            case KEPT -> "kept";
            case ACTION_FAILED -> "action failed";
            case SNOOZE_EXPIRED -> "snooze expired";
        };
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
