package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.Healths;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckProgressTest {

    private static final Instant ASKED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant BEFORE = ASKED.minusSeconds(600);
    private static final Instant AFTER = ASKED.plusSeconds(5);

    private static ApiHealth lists(String api, @Nullable Instant end) {
        return Healths.of("poller", api, "OK", BEFORE, null, null, end);
    }

    private static ApiHealth links(@Nullable Integer read, @Nullable Integer all, @Nullable Instant end) {
        return Healths.of("provisioner", "DATTO_RMM", "OK", BEFORE, read, all, end);
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
        assertThat(progress.words()).isEqualTo("Still to check: the companies in GravityZone, 509 of 629 links.");
    }

    @Test
    void waitsForTheLinksAlsoBeforeTheirNumberIsKnown() {
        var progress = CheckProgress.since(ASKED, List.of(lists("DATTO_RMM", AFTER), links(null, null, null)));

        assertThat(progress.isOver()).isFalse();
        assertThat(progress.words()).isEqualTo("Still to check: the links.");
    }

    @Test
    void otherRecordsDoNotCount() {
        var other = Healths.of("provisioner", "GRAVITYZONE", "OK", BEFORE, null, null, null);

        assertThat(CheckProgress.since(ASKED, List.of(lists("DATTO_RMM", AFTER), other))
                        .isOver())
                .isTrue();
        assertThat(CheckProgress.since(ASKED, List.of()).isOver()).isTrue();
    }
}
