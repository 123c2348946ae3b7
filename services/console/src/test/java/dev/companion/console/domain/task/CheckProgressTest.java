package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.tenant.ApiHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckProgressTest {

    private static final Instant ASKED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant BEFORE = ASKED.minusSeconds(600);
    private static final Instant AFTER = ASKED.plusSeconds(5);

    private static ApiHealth lists(String api, @Nullable Instant end) {
        return new ApiHealth("poller", api, "OK", null, BEFORE, null, null, end, null, null);
    }

    private static ApiHealth links(@Nullable Integer read, @Nullable Integer all, @Nullable Instant end) {
        return new ApiHealth("provisioner", "DATTO_RMM", "OK", null, BEFORE, read, all, end, null, null);
    }

    @Test
    void isOverWhenListsAndLinksWereReadSinceItWasRequested() {
        var progress = CheckProgress.since(
                ASKED, List.of(lists("DATTO_RMM", AFTER), lists("GRAVITYZONE", AFTER), links(null, null, AFTER)));

        assertThat(progress.isOver()).isTrue();
        assertThat(progress.done()).isEqualTo(progress.total());
        assertThat(progress.words()).isNull();
    }

    @Test
    void saysWhatIsLeft() {
        var progress = CheckProgress.since(
                ASKED, List.of(lists("DATTO_RMM", AFTER), lists("GRAVITYZONE", BEFORE), links(120, 629, BEFORE)));

        assertThat(progress.isOver()).isFalse();
        assertThat(progress.total()).isEqualTo(631);
        assertThat(progress.done()).isEqualTo(121);
        assertThat(progress.words()).isEqualTo("Still to check: the lists of GravityZone, 509 of 629 links.");
    }

    @Test
    void waitsForTheLinksAlsoBeforeTheirNumberIsKnown() {
        var progress = CheckProgress.since(ASKED, List.of(lists("DATTO_RMM", AFTER), links(null, null, null)));

        assertThat(progress.isOver()).isFalse();
        assertThat(progress.words()).isEqualTo("Still to check: the links.");
    }

    @Test
    void otherRecordsDoNotCount() {
        var other = new ApiHealth("provisioner", "GRAVITYZONE", "OK", null, BEFORE, null, null, null, null, null);

        assertThat(CheckProgress.since(ASKED, List.of(lists("DATTO_RMM", AFTER), other))
                        .isOver())
                .isTrue();
        assertThat(CheckProgress.since(ASKED, List.of()).isOver()).isTrue();
    }
}
