package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.runtime.EventMetadatas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Duration time = Duration.ZERO;
    private final ViewMeters meters = new ViewMeters(registry, () -> time.toNanos());

    private static DeletionHold hold(ObservedKind kind) {
        return DeletionHold.newBuilder()
                .setMetadata(EventMetadatas.of("e", Recorded.AT, 1, null))
                .setTenantId("t1")
                .setKind(kind)
                .setSetId("set")
                .setMissing(20)
                .setKnown(40)
                .setExamples(List.of())
                .setSince(Recorded.AT)
                .build();
    }

    private double age() {
        return registry.get("companion.view.age").gauge().value();
    }

    private double holds(String kind) {
        return registry.get("companion.deletion.holds")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    @Test
    void theAgeGrowsFromTheLastMomentAtWhichTheViewFollowedItsTopics() {
        time = Duration.ofSeconds(10);
        assertThat(age()).as("never, since the start").isEqualTo(10);

        meters.look(true);
        time = Duration.ofSeconds(12);
        meters.look(false);
        time = Duration.ofSeconds(75);
        meters.look(false);
        assertThat(age()).isEqualTo(65);

        meters.look(true);
        assertThat(age()).isZero();
    }

    @Test
    void holdsAreCountedByKindUntilTheyEnd() {
        meters.put("t1|SITES", hold(ObservedKind.SITES));
        meters.put("t1|SITES", hold(ObservedKind.SITES));
        meters.put("t2|SITES", hold(ObservedKind.SITES));
        meters.put("t1|COMPANIES", hold(ObservedKind.COMPANIES));
        meters.put("t2|SITES", null);

        assertThat(holds("sites")).isEqualTo(1);
        assertThat(holds("companies")).isEqualTo(1);
        assertThat(holds("users")).isZero();
    }
}
