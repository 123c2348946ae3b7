package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CallQueueTest {

    private final Queue<Runnable> underWay = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void anOwnerThatHadASlotWaitsBehindTheOthers() {
        var queue = new CallQueue<String>(underWay::add, 1);
        submit(queue, "a");
        submit(queue, "b");
        submit(queue, "c");

        end();
        submit(queue, "a");
        end();
        end();
        end();

        assertThat(sent).containsExactly("a", "b", "c", "a");
        assertThat(underWay).isEmpty();
    }

    @Test
    void aRequestThatIsCancelledIsNotSentAndDelaysNoOther() {
        var queue = new CallQueue<String>(underWay::add, 1);
        submit(queue, "a");
        submit(queue, "b");
        submit(queue, "c");
        submit(queue, "d");

        assertThat(queue.cancel(owner -> owner.equals("b") || owner.equals("c")))
                .hasSize(2);
        assertThat(queue.cancel(owner -> owner.equals("a"))).as("under way").isEmpty();
        end();
        end();

        assertThat(sent).containsExactly("a", "d");
        submit(queue, "e");
        end();
        assertThat(sent).as("the slot is free again").endsWith("e");
    }

    @Test
    void noMoreAreUnderWayThanThereAreSlots() {
        var two = new CallQueue<String>(underWay::add, 2);
        submit(two, "a");
        submit(two, "b");
        submit(two, "c");

        assertThat(underWay).hasSize(2);
        end();
        assertThat(underWay).hasSize(2);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void aRequestThatThrowsGivesItsSlotBack() {
        var queue = new CallQueue<String>(underWay::add, 1);
        queue.submit("a", () -> {
            throw new IllegalStateException("bug");
        });
        submit(queue, "b");

        try {
            end();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("bug");
        }
        end();

        assertThat(sent).containsExactly("b");
    }

    private void submit(CallQueue<String> queue, String owner) {
        queue.submit(owner, () -> sent.add(owner));
    }

    /** The request that is under way the longest ends. */
    private void end() {
        underWay.remove().run();
    }
}
