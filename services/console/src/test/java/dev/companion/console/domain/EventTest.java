package dev.companion.console.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.Event.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void anOfferedActionCanBeTaken() {
        var event = event(State.OPEN, "CREATE", "IGNORE");

        assertThat(event.objection("CREATE", "Another name", null, NOW)).isEmpty();
        assertThat(event.objection("IGNORE", null, NOW.plusSeconds(1), NOW)).isEmpty();
        assertThat(event.objection("IGNORE", null, null, NOW)).isEmpty();
        assertThat(event.recommendedAction()).contains("CREATE");
    }

    @Test
    void anActionThatIsNotOfferedSaysWhatIs() {
        assertThat(event(State.OPEN, "KEEP", "DELETE").objection("MOVE", null, null, NOW))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("MOVE cannot work").contains("KEEP, DELETE"));
        assertThat(event(State.OPEN).objection("MOVE", null, null, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("closes by itself"));
    }

    @Test
    void deletingNeedsTheExactName() {
        var event = event(State.OPEN, "DELETE");

        assertThat(event.objection("DELETE", null, null, NOW)).isPresent();
        assertThat(event.objection("DELETE", "contoso ltd", null, NOW)).isPresent();
        assertThat(event.objection("DELETE", "Contoso Ltd", null, NOW)).isEmpty();
    }

    @Test
    void creatingNeedsAPossibleNameAndRecreatingMayHaveOne() {
        assertThat(event(State.OPEN, "CREATE").objection("CREATE", " ", null, NOW))
                .isPresent();
        assertThat(event(State.OPEN, "CREATE").objection("CREATE", "x".repeat(65), null, NOW))
                .isPresent();
        assertThat(event(State.OPEN, "RECREATE").objection("RECREATE", null, null, NOW))
                .isEmpty();
        assertThat(event(State.OPEN, "RECREATE").objection("RECREATE", "a<b", null, NOW))
                .isPresent();
    }

    @Test
    void aRestEndsInTheFuture() {
        assertThat(event(State.OPEN, "IGNORE").objection("IGNORE", null, NOW, NOW))
                .isPresent();
    }

    @Test
    void whatIsOverOrUnderWayIsLeftAlone() {
        assertThat(event(State.CLOSED, "IGNORE").objection("IGNORE", null, null, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("closed"));
        assertThat(event(State.RESOLVING, "IGNORE").objection("IGNORE", null, null, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("under way"));
        assertThat(event(State.SNOOZED, "IGNORE").objection("IGNORE", null, null, NOW))
                .isEmpty();
    }

    private static Event event(State state, String... actions) {
        return new Event(
                "d",
                "SOURCE_DELETED",
                state,
                "s",
                "Site",
                "c",
                "Contoso Ltd",
                "What.",
                "So what.",
                List.of(actions),
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
