package dev.companion.console.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.event.Event.State;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void anOfferedActionCanBeTaken() {
        var event = event(State.OPEN, "CREATE", "IGNORE");

        assertThat(event.objection(request("CREATE", "Another name", null), NOW))
                .isEmpty();
        assertThat(event.objection(snooze("later", NOW.plusSeconds(1)), NOW)).isEmpty();
        assertThat(event.recommendedAction()).contains("CREATE");
    }

    @Test
    void anActionThatIsNotOfferedSaysWhatIs() {
        assertThat(event(State.OPEN, "KEEP", "DELETE").objection(request("MOVE", null, null), NOW))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("MOVE is not available").contains("KEEP, DELETE"));
        assertThat(event(State.OPEN).objection(request("MOVE", null, null), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("closes automatically"));
    }

    @Test
    void deletingNeedsTheExactName() {
        var event = event(State.OPEN, "DELETE");

        assertThat(event.objection(request("DELETE", null, null), NOW)).isPresent();
        assertThat(event.objection(request("DELETE", "contoso ltd", null), NOW)).isPresent();
        assertThat(event.objection(request("DELETE", "Contoso Ltd", null), NOW)).isEmpty();
    }

    @Test
    void creatingNeedsAPossibleNameAndRecreatingMayHaveOne() {
        assertThat(event(State.OPEN, "CREATE").objection(request("CREATE", " ", null), NOW))
                .isPresent();
        assertThat(event(State.OPEN, "CREATE").objection(request("CREATE", "x".repeat(65), null), NOW))
                .isPresent();
        assertThat(event(State.OPEN, "RECREATE").objection(request("RECREATE", null, null), NOW))
                .isEmpty();
        assertThat(event(State.OPEN, "RECREATE").objection(request("RECREATE", "a<b", null), NOW))
                .isPresent();
    }

    @Test
    void aSnoozeNeedsAReasonAndAnEndInASensibleRange() {
        var event = event(State.OPEN, "IGNORE");

        assertThat(event.objection(snooze(null, NOW.plusSeconds(1)), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("needs a reason"));
        for (var end : Arrays.asList(null, NOW, Instant.MIN, Instant.MAX)) {
            assertThat(event.objection(snooze("later", end), NOW))
                    .hasValueSatisfying(why -> assertThat(why).contains("end", "Choose"));
            assertThat(event.objectionAmongMany(snooze("later", end), NOW)).isPresent();
        }
    }

    @Test
    void onlyASnoozeHasAnEnd() {
        assertThat(request("KEEP", null, Instant.MAX).until()).isNull();
        assertThat(request("ASSIGN", null, Instant.MAX).until()).isNull();
    }

    @Test
    void whatIsOverOrUnderWayIsLeftAlone() {
        assertThat(event(State.CLOSED, "IGNORE").objection(request("IGNORE", null, null), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("closed"));
        assertThat(event(State.RESOLVING, "IGNORE").objection(request("IGNORE", null, null), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("in progress"));
        assertThat(event(State.SNOOZED, "IGNORE").objection(snooze("later", NOW.plusSeconds(1)), NOW))
                .isEmpty();
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        var moved = event(State.OPEN, List.of(new Event.Unavailable("MOVE", "It is out of sight.")), "RECREATE");

        assertThat(moved.objection(ResolutionRequest.of("MOVE"), NOW)).contains("It is out of sight.");
    }

    @Test
    void otherFactsThanThoseThatWereSeenAreNotDecidedOn() {
        var event = event(State.OPEN, "KEEP");

        assertThat(event.objection(on("f1"), NOW)).isEmpty();
        assertThat(event.objection(on("f0"), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("have changed", "What."));
        assertThat(event.isStale(on("f0"))).isTrue();
        assertThat(event.isStale(on(null))).isFalse();
    }

    @Test
    void somebodyCanLookAfterItAndLookAgainWhileItIsNotOver() {
        for (var state : List.of(State.OPEN, State.RESOLVING, State.SNOOZED)) {
            assertThat(event(state).objection(ResolutionRequest.of("ASSIGN"), NOW))
                    .isEmpty();
            assertThat(event(state).objection(ResolutionRequest.of("RECHECK"), NOW))
                    .isEmpty();
        }
        assertThat(event(State.CLOSED).objection(ResolutionRequest.of("ASSIGN"), NOW))
                .isPresent();
    }

    @Test
    void manyAreSettledOnlyByWhatLosesNothingAndNeedsNoWordOfItsOwn() {
        var event = event(State.OPEN, "KEEP", "RECREATE", "CREATE", "DELETE");

        assertThat(event.objectionAmongMany(ResolutionRequest.of("KEEP"), NOW)).isEmpty();
        assertThat(event.objectionAmongMany(ResolutionRequest.of("RECREATE"), NOW))
                .isEmpty();
        assertThat(event.objectionAmongMany(request("CREATE", "Name", null), NOW))
                .isPresent();
        assertThat(event.objectionAmongMany(request("DELETE", "Contoso Ltd", null), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("separately"));
        assertThat(event.objectionAmongMany(ResolutionRequest.of("ASSIGN"), NOW))
                .isEmpty();
    }

    @Test
    void whatIsOnlyRecordedAsksNobody() {
        assertThat(event(State.OPEN, "KEEP").needsAction()).isTrue();
        assertThat(event(State.SNOOZED, "KEEP").needsAction()).isFalse();
        assertThat(event(State.OPEN, PolicyLevel.OBSERVE, List.of(), "KEEP").needsAction())
                .isFalse();
    }

    private static ResolutionRequest request(String action, String name, Instant until) {
        return new ResolutionRequest(action, name, null, until, null, null, null);
    }

    private static ResolutionRequest snooze(String reason, Instant until) {
        return new ResolutionRequest("IGNORE", null, reason, until, null, null, null);
    }

    private static ResolutionRequest on(String facts) {
        return new ResolutionRequest("KEEP", null, null, null, facts, null, null);
    }

    private static Event event(State state, String... actions) {
        return event(state, List.of(), actions);
    }

    private static Event event(State state, List<Event.Unavailable> unavailable, String... actions) {
        return event(state, PolicyLevel.SUGGEST, unavailable, actions);
    }

    private static Event event(State state, PolicyLevel level, List<Event.Unavailable> unavailable, String... actions) {
        return new Event(
                "d",
                DiscrepancyType.SOURCE_DELETED,
                state,
                new Event.Subject("s", "Site", "c", "Contoso Ltd"),
                new Event.Description("Title", "What.", "So what."),
                new Event.Options(Stream.of(actions).map(EventTest::action).toList(), unavailable),
                "f1",
                1,
                level,
                null,
                new Event.Period(NOW, null, null),
                Event.Snooze.NONE,
                null);
    }

    private static EventAction action(String action) {
        var named = action.equals("CREATE") || action.equals("DELETE");
        return new EventAction(action, "Label", "Effect.", named, null, action.equals("DELETE"));
    }
}
