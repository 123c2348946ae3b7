package dev.companion.console.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.LinkStatus.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static LinkStatus status(Phase phase, Instant publishedAt, @Nullable Instant verifiedAt) {
        return new LinkStatus("s1", 1, phase, "c", "C", "p", "P", List.of(), publishedAt, verifiedAt, null);
    }

    private static List<ApiHealth> bound(@Nullable Instant verifiedAt, @Nullable Instant until) {
        return List.of(
                Healths.of("poller", "DATTO_RMM", "OK", NOON, null, null, NOON),
                new ApiHealth(
                        "provisioner",
                        "DATTO_RMM",
                        "OK",
                        null,
                        NOON,
                        NOON,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        verifiedAt,
                        until,
                        null));
    }

    @Test
    void theBoundCountsForAStatusThatItCovers() {
        var status = status(Phase.READY, NOON.minusSeconds(600), NOON.minusSeconds(610));

        assertThat(Verified.at(status, bound(NOON, NOON.plusSeconds(60)))).isEqualTo(NOON);
    }

    @Test
    void aStatusThatIsNewerThanTheBoundSpeaksForItself() {
        var status = status(Phase.READY, NOON.plusSeconds(61), NOON.minusSeconds(300));

        assertThat(Verified.at(status, bound(NOON, NOON.plusSeconds(60)))).isEqualTo(NOON.minusSeconds(300));
    }

    @Test
    void theLaterOfBothCounts() {
        var status = status(Phase.READY, NOON.plusSeconds(50), NOON.plusSeconds(45));

        assertThat(Verified.at(status, bound(NOON, NOON.plusSeconds(60)))).isEqualTo(NOON.plusSeconds(45));
    }

    @Test
    void whatIsNotReadyIsNotVerified() {
        assertThat(Verified.at(null, bound(NOON, NOON))).isNull();
        assertThat(Verified.at(status(Phase.WORKING, NOON.minusSeconds(600), null), bound(NOON, NOON)))
                .isNull();
    }

    @Test
    void withoutABoundTheStatusSpeaks() {
        assertThat(Verified.at(status(Phase.READY, NOON, NOON.minusSeconds(1)), bound(null, null)))
                .isEqualTo(NOON.minusSeconds(1));
        assertThat(Verified.at(status(Phase.READY, NOON, null), List.of())).isNull();
    }
}
