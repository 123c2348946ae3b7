package dev.companion.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueQueueTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DueQueue<String> queue = new DueQueue<>();

    @Test
    void keysAreTakenByTimeAndThenByName() {
        queue.put("b", NOON);
        queue.put("a", NOON);
        queue.put("early", NOON.minusSeconds(1));
        queue.put("late", NOON.plusSeconds(1));

        assertThat(queue.takeDue(NOON, 10)).containsExactly("early", "a", "b");
        assertThat(queue.next()).contains(NOON.plusSeconds(1));
    }

    @Test
    void aKeyIsQueuedOnceAtTheTimeGivenLast() {
        queue.put("a", NOON);
        queue.put("a", NOON.plusSeconds(5));

        assertThat(queue.takeDue(NOON, 10)).isEmpty();
        assertThat(queue.takeDue(NOON.plusSeconds(5), 10)).containsExactly("a");
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void putIfEarlierNeverPostpones() {
        queue.put("a", NOON);
        queue.putIfEarlier("a", NOON.plusSeconds(1));
        assertThat(queue.dueAt("a")).contains(NOON);

        queue.putIfEarlier("a", NOON.minusSeconds(1));
        assertThat(queue.dueAt("a")).contains(NOON.minusSeconds(1));
    }

    @Test
    void whatIsTakenIsBounded() {
        queue.put("a", NOON);
        queue.put("b", NOON);

        assertThat(queue.takeDue(NOON, 1)).containsExactly("a");
        assertThat(queue.contains("b")).isTrue();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aRemovedKeyIsNotDue() {
        queue.put("a", NOON);
        queue.remove("a");
        queue.remove("never queued");

        assertThat(queue.takeDue(NOON, 10)).isEmpty();
        assertThat(queue.next()).isEmpty();
    }
}
