package dev.companion.poller.domain.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionDecision.Approval;
import dev.companion.poller.domain.deletion.Hold.Change.Lifted;
import dev.companion.poller.domain.deletion.Hold.Change.None;
import dev.companion.poller.domain.deletion.Hold.Change.Raised;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant NOW = SINCE.plus(Duration.ofHours(1));

    private final HeldSet set = new HeldSet("a", List.of("1", "2"), 9, List.of());
    private final HeldSet other = new HeldSet("b", List.of("1", "2", "3"), 9, List.of());
    private final Hold published = new Hold("a", SINCE);

    @Test
    void aSetIsPublishedOnce() {
        assertThat(Hold.after(null, Optional.of(set), null, NOW)).isEqualTo(new Raised(new Hold("a", NOW), set));
        assertThat(Hold.after(published, Optional.of(set), null, NOW)).isEqualTo(new None());
    }

    @Test
    void anotherSetTakesItsPlaceAndTheHoldIsAsOldAsItWas() {
        assertThat(Hold.after(published, Optional.of(other), null, NOW))
                .isEqualTo(new Raised(new Hold("b", SINCE), other));
    }

    @Test
    void aHoldEndsWhenNothingIsHeldAnyMore() {
        assertThat(Hold.after(published, Optional.empty(), null, NOW)).isEqualTo(new Lifted());
        assertThat(Hold.after(null, Optional.empty(), null, NOW)).isEqualTo(new None());
    }

    @Test
    void aSetThatWasRejectedIsNotPublishedAgain() {
        assertThat(Hold.after(published, Optional.of(set), "a", NOW))
                .as("what stands, stands")
                .isEqualTo(new None());
        assertThat(Hold.after(null, Optional.of(set), "a", NOW)).isEqualTo(new None());
        assertThat(Hold.after(published, Optional.of(other), "b", NOW))
                .as("a published hold ends")
                .isEqualTo(new Lifted());
        assertThat(Hold.after(null, Optional.of(other), "a", NOW)).isInstanceOf(Raised.class);
    }

    @Test
    void anApprovalIsForTheHoldThatItWasGivenFor() {
        assertThat(approved("a", NOW).approvalOf(published)).isEqualTo(new Approval("a", true));
        assertThat(approved("a", NOW).approvalOf(null)).isEqualTo(new Approval("a", false));
        assertThat(approved("b", NOW).approvalOf(published)).isEqualTo(new Approval("b", false));
        assertThat(approved("a", SINCE.minus(Duration.ofMinutes(6))).approvalOf(published))
                .as("of an earlier day")
                .isEqualTo(new Approval("a", false));
        assertThat(new DeletionDecision("a", false, NOW).approvalOf(published)).isNull();
        assertThat(new DeletionDecision("a", false, NOW).rejectedSet()).isEqualTo("a");
        assertThat(approved("a", NOW).rejectedSet()).isNull();
    }

    @Test
    void aSetIsNamedByItsRowsAndByNothingElse() {
        assertThat(HeldSet.idOf(List.of("1", "2")))
                .isEqualTo(HeldSet.idOf(List.of("1", "2")))
                .isNotEqualTo(HeldSet.idOf(List.of("12")))
                .isNotEqualTo(HeldSet.idOf(List.of("1", "2", "3")))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void aSetIsTheSameInWhateverOrderItsRowsAreKept() {
        var rows = IntStream.range(10, 40)
                .mapToObj(n -> KnownRow.first(site(Integer.toString(n)), NOW))
                .toList();

        assertThat(HeldSet.of(rows.reversed(), 99).setId())
                .isEqualTo(HeldSet.of(rows, 99).setId());
        assertThat(HeldSet.of(rows, 99).ids()).hasSize(30).isSorted();
        assertThat(HeldSet.of(rows, 99).examples()).hasSize(20).contains("site 10");
    }

    private static Site site(String id) {
        return new Site(id, null, "site " + id, null, Site.Scope.MANAGED, null, null);
    }

    private static DeletionDecision approved(String setId, Instant at) {
        return new DeletionDecision(setId, true, at);
    }
}
