package dev.companion.operations.domain.backup;

import static dev.companion.operations.domain.backup.ContentsTest.CONTENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRulesTest {

    private static final String LINKS = "companion.links.v1";
    private static final String ROWS = "companion-poller-rows-changelog";
    private static final Part LINKS_PART =
            new Part(LINKS + ".avro", LINKS, Content.STATE, 2, 3, 100, "a".repeat(64), "fe", List.of(4L, 0L));
    private static final Map<String, Integer> TOPICS = Map.of(
            LINKS,
            2,
            "companion.audit.v1",
            2,
            "companion.requests.v1",
            2,
            "companion.service-reports.v1",
            2,
            "companion.dead-letters.v1",
            2);

    private static Manifest manifest(Part... parts) {
        return manifest(Manifest.FORMAT, null, parts);
    }

    private static Manifest manifest(int format, @Nullable String tenant, Part... parts) {
        return new Manifest(format, "0.9", Instant.EPOCH, "cluster", tenant, List.of(7L), List.of(parts));
    }

    private static List<String> refusals(Manifest manifest) {
        return ManifestRules.refusals(manifest, Set.of(Manifest.FILE, LINKS + ".avro"), CONTENTS);
    }

    @Test
    void aGoodArchiveIsAccepted() {
        assertThat(ManifestRules.refusedNames(List.of(Manifest.FILE, LINKS + ".avro")))
                .isEmpty();
        assertThat(refusals(manifest(LINKS_PART))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a\\b", "..", "", "a b", "a\n", ".hidden"})
    void aNameThatCouldBeAPathIsRefused(String name) {
        assertThat(ManifestRules.refusedNames(List.of(Manifest.FILE, name)))
                .singleElement()
                .asString()
                .contains("without a path")
                .doesNotContain("\n");
    }

    @Test
    void twoFilesOfOneNameTooManyFilesAndNoManifestAreRefused() {
        assertThat(ManifestRules.refusedNames(List.of(Manifest.FILE, "a", "a")))
                .singleElement()
                .asString()
                .contains("twice");
        assertThat(ManifestRules.refusedNames(Collections.nCopies(1_001, "a")))
                .singleElement()
                .asString()
                .contains("1001 files");
        assertThat(ManifestRules.refusedNames(List.of("a")))
                .singleElement()
                .asString()
                .contains("no manifest.json");
    }

    @Test
    void aNewerFormatIsRefusedWithTheVersionThatWroteIt() {
        assertThat(refusals(manifest(2, null, LINKS_PART)))
                .containsExactly(
                        "it has format 2, and this build reads format 1: restore it with the version that wrote it (0.9)");
    }

    @Test
    void aTopicThatIsNeverRestoredIsRefused() {
        var requests = new Part(
                "companion.requests.v1.avro",
                "companion.requests.v1",
                Content.HISTORY,
                2,
                0,
                0,
                "a".repeat(64),
                "",
                List.of(0L, 0L));

        assertThat(ManifestRules.refusals(
                        manifest(requests), Set.of(Manifest.FILE, "companion.requests.v1.avro"), CONTENTS))
                .singleElement()
                .asString()
                .contains("companion.requests.v1\": this build restores no such topic");
    }

    @Test
    void filesAndManifestMustAgree() {
        assertThat(ManifestRules.refusals(manifest(LINKS_PART), Set.of(Manifest.FILE), CONTENTS))
                .singleElement()
                .asString()
                .contains("not in the archive");
        assertThat(refusals(manifest())).singleElement().asString().contains("not in the manifest");
        assertThat(refusals(manifest(LINKS_PART, LINKS_PART)))
                .singleElement()
                .asString()
                .contains("twice");
    }

    @Test
    void aDamagedRowIsRefused() {
        List<UnaryOperator<Part>> damages = List.of(
                part -> part(part.content(), -1, part.bytes(), part.sha256(), part.ends()),
                part -> part(part.content(), 3, -1, part.sha256(), part.ends()),
                part -> part(part.content(), 3, 65L << 30, part.sha256(), part.ends()),
                part -> part(part.content(), 3, 100, "../x", part.ends()),
                part -> part(part.content(), 3, 100, part.sha256(), List.of(1L)),
                part -> part(Content.CHANGELOG, 3, 100, part.sha256(), part.ends()));

        assertThat(damages)
                .allSatisfy(damage -> assertThat(refusals(manifest(damage.apply(LINKS_PART))))
                        .singleElement()
                        .asString()
                        .startsWith(LINKS + ":"));
    }

    private static Part part(Content content, long records, long bytes, String sha256, List<Long> ends) {
        return new Part(LINKS + ".avro", LINKS, content, 2, records, bytes, sha256, "fe", ends);
    }

    @Test
    void whileServicesRunNothingIsExported() {
        assertThat(ExportRules.refusals(Map.of("companion-mapper", 0))).isEmpty();
        assertThat(ExportRules.refusals(Map.of("companion-mapper", 1, "companion-poller", 2)))
                .singleElement()
                .asString()
                .contains("companion-mapper, companion-poller have members")
                .contains("--live");
    }

    @Test
    void aMomentWithoutADecisionHasNoOpenTransactionNoNewRecordAndNoClaimOnItsWay() {
        assertThat(ExportRules.disturbances(List.of(), List.of(), 0)).isEmpty();
        assertThat(ExportRules.disturbances(List.of("a"), List.of(), 0)).containsExactly("a transaction is open in a");
        assertThat(ExportRules.disturbances(List.of(), List.of("b", "a", "f", "e", "d", "c"), 0))
                .containsExactly("records were written meanwhile to a, b, c, d, e and 1 more");
        assertThat(ExportRules.disturbances(List.of(), List.of(), 2))
                .singleElement()
                .asString()
                .contains("2 statements about root companies");
    }

    private static List<String> refused(Map<String, Integer> topics, Map<String, Integer> members, Set<String> groups) {
        return RestoreRules.refusals(
                manifest(LINKS_PART), new RestoreRules.Target(topics, 2, members, groups), CONTENTS);
    }

    @Test
    void anEmptyInstallationThatWasNeverStartedIsRestored() {
        assertThat(refused(TOPICS, Map.of("companion-mapper", 0), Set.of())).isEmpty();
        assertThat(RestoreRules.refusals(List.of())).isEmpty();
    }

    @Test
    void whatStandsInTheWayIsNamedWithTheWayToMendIt() {
        var topics = new HashMap<>(TOPICS);
        topics.remove("companion.audit.v1");
        topics.put(LINKS, 12);

        assertThat(refused(topics, Map.of("companion-mapper", 1), Set.of("companion-poller")))
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .contains("companion.audit.v1")
                                .contains("companion admin topics apply"),
                        partitions -> assertThat(partitions).contains("has 12 partitions, and the backup 2"),
                        members -> assertThat(members).contains("companion-mapper have members"),
                        offsets -> assertThat(offsets)
                                .contains("kafka-consumer-groups.sh --delete --group companion-poller"));
        assertThat(RestoreRules.refusals(Set.of(LINKS)))
                .singleElement()
                .asString()
                .contains("1 topics are not empty: " + LINKS);
    }

    /** Its changelogs do not exist before Kafka Streams has run. */
    @Test
    void aChangelogMustHaveAsManyPartitionsAsItsTopicsWillHave() {
        var changelog = new Part(ROWS + ".avro", ROWS, Content.CHANGELOG, 12, 0, 0, "a".repeat(64), "", List.of());

        assertThat(RestoreRules.refusals(
                        manifest(changelog), new RestoreRules.Target(TOPICS, 2, Map.of(), Set.of()), CONTENTS))
                .singleElement()
                .asString()
                .contains(ROWS + " has 2 partitions, and the backup 12");
    }

    @Test
    void theFileOfATenantIsNotRestored() {
        assertThat(RestoreRules.refusals(
                        manifest(1, "uid", LINKS_PART),
                        new RestoreRules.Target(TOPICS, 2, Map.of(), Set.of()),
                        CONTENTS))
                .singleElement()
                .asString()
                .contains("one tenant");
    }

    @Test
    void aKeysetThatCannotOpenTheCredentialsIsRefusedUnlessItIsLost() {
        assertThat(RestoreRules.refusedKeys(manifest(LINKS_PART), Set.of(7L, 8L)))
                .isEmpty();
        assertThat(RestoreRules.refusedKeys(manifest(LINKS_PART), null)).isEmpty();
        assertThat(RestoreRules.refusedKeys(manifest(LINKS_PART), Set.of(8L)))
                .singleElement()
                .asString()
                .contains("sealed with key 7")
                .contains("has 8");
    }
}
