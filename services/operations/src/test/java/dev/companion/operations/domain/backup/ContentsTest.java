package dev.companion.operations.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.operations.domain.backup.Contents.KnownTopic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {

    static final Contents CONTENTS = new Contents(
            List.of(
                    new KnownTopic("companion.links.v1", true, true, true),
                    new KnownTopic("companion.audit.v1", false, true, false),
                    new KnownTopic("companion.requests.v1", false, true, true),
                    new KnownTopic("companion.service-reports.v1", false, false, false),
                    new KnownTopic("companion.dead-letters.v1", false, false, false)),
            Set.of("companion-poller", "companion-mapper"));

    @Test
    void stateAndFactsFromWhichNothingIsDecidedBelongIntoABackup() {
        assertThat(CONTENTS.contentOf("companion.links.v1")).contains(Content.STATE);
        assertThat(CONTENTS.contentOf("companion.audit.v1")).contains(Content.HISTORY);
        assertThat(CONTENTS.backedUp()).containsExactly("companion.links.v1", "companion.audit.v1");
    }

    /** They would be decided or called a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"companion.requests.v1", "companion.dead-letters.v1", "companion.elsewhere.v1"})
    void whatWouldBeDecidedASecondTimeDoesNot(String topic) {
        assertThat(CONTENTS.contentOf(topic)).isEmpty();
    }

    @Test
    void theChangelogsOfOurServicesBelongIntoIt() {
        assertThat(CONTENTS.contentOf("companion-poller-known-sites-changelog")).contains(Content.CHANGELOG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "companion-pollers-rows-changelog",
                "companion-poller-changelog",
                "companion-poller--changelog/../x",
                "companion-poller-rows-repartition",
                "companion-console-rows-changelog",
                "other-poller-rows-changelog"
            })
    void noOtherTopicIsAChangelogOfOurs(String topic) {
        assertThat(CONTENTS.isChangelog(topic)).isFalse();
    }

    @Test
    void onlyTheNewestRecordOfAKeyIsKeptAndNoTombstone() {
        var newest = new Newest();
        newest.see(bytes("a"), 1, false);
        newest.see(bytes("b"), 2, false);
        newest.see(bytes("a"), 5, false);
        newest.see(bytes("b"), 6, true);
        newest.see(bytes("c"), 7, true);
        newest.see(bytes("c"), 8, false);
        newest.see(null, 9, false);

        assertThat(newest.offsets()).containsExactlyInAnyOrder(5L, 8L);
    }

    @Test
    void keysThatAreNotTextAreKeptApart() {
        var newest = new Newest();
        newest.see(new byte[] {(byte) 0xC3}, 1, false);
        newest.see(new byte[] {(byte) 0xC4}, 2, false);

        assertThat(newest.offsets()).containsExactlyInAnyOrder(1L, 2L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
