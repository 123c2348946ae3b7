package dev.companion.operations.domain.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.companion.operations.domain.Difference;
import dev.companion.operations.domain.Plan;
import dev.companion.operations.domain.Right;
import dev.companion.operations.domain.Tools;
import dev.companion.operations.domain.check.Finding.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Tools TOOLS = new Tools("kafka:9092", null);

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().mend()).isNotBlank();
        return findings.getFirst();
    }

    @ParameterizedTest
    @CsvSource({"name, DNS", "TCP, firewalls", "TLS, trust store"})
    void anAddressThatCannotBeReachedIsAFault(String step, String mend) {
        var finding = only(EndpointRules.of(new EndpointRules.Endpoint("broker", "a:1", "refused", step, null), NOW));

        assertThat(finding.level()).isEqualTo(Level.FAULT);
        assertThat(finding.found()).isEqualTo(step + ": refused");
        assertThat(finding.mend()).contains(mend);
    }

    @ParameterizedTest
    @CsvSource({"-1, FAULT, ended on", "3, WARNING, ends in 3 days", "20, WARNING, ends in 20 days"})
    void aCertificateThatEndsSoonIsNamed(int days, Level level, String found) {
        var finding = only(EndpointRules.of(
                new EndpointRules.Endpoint("registry", "a:1", null, "TLS", NOW.plus(Duration.ofDays(days))), NOW));

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.found()).contains(found);
    }

    @Test
    void aReachableAddressIsSilent() {
        assertThat(EndpointRules.of(new EndpointRules.Endpoint("broker", "a:1", null, "TCP", null), NOW))
                .isEmpty();
        assertThat(EndpointRules.of(
                        new EndpointRules.Endpoint("broker", "a:1", null, "TLS", NOW.plus(Duration.ofDays(21))), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "refused, refused, true",
        "refused, , false", // one of several is down
        ", , false"
    })
    void theBrokersAreAwayIfNoneOfThemCanBeReached(@Nullable String one, @Nullable String other, boolean away) {
        var brokers = Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .map(trouble -> new EndpointRules.Endpoint("broker", "a:1", trouble.orElse(null), "TCP", NOW))
                .toList();

        assertThat(EndpointRules.areAway(brokers)).isEqualTo(away);
        assertThat(EndpointRules.areAway(List.of())).as("not asked").isFalse();
    }

    @Test
    void whatDiffersFromTheCatalogueIsAFaultAndSaysHowToMendIt() {
        var plan = new Plan(
                "topics",
                List.of(
                        new Difference("a", "a is missing", Difference.Mend.APPLY, List.of("kafka-topics.sh a")),
                        new Difference("b", "b differs", Difference.Mend.REFUSED, List.of("kafka-configs.sh b")),
                        new Difference("c", "c is more", Difference.Mend.PERSON, List.of("remove c"))));

        assertThat(PlanRules.of(plan))
                .extracting(Finding::level, Finding::what, Finding::mend)
                .containsExactly(
                        tuple(Level.FAULT, "a", "companion admin topics apply, or kafka-topics.sh a"),
                        tuple(Level.FAULT, "b", "kafka-configs.sh b"),
                        tuple(Level.WARNING, "c", "remove c"));
    }

    private static List<Finding> topics(Set<String> working, TopicRules.Topic... topics) {
        return TopicRules.of(List.of(topics), Set.of("companion.a.v1"), Set.of("companion-a"), working, 12);
    }

    @Test
    void aChangelogIsCompactedAndHasThePartitionsOfTheTopics() {
        var good = new TopicRules.Topic("companion-a-rows-changelog", 12, "compact");

        assertThat(topics(Set.of("companion-a"), good, new TopicRules.Topic("companion.a.v1", 12, "compact")))
                .isEmpty();
        assertThat(only(topics(Set.of(), new TopicRules.Topic("companion-a-rows-changelog", 12, "delete"))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAULT))
                .satisfies(finding -> assertThat(finding.mend()).contains("cleanup.policy=compact"));
        assertThat(only(topics(Set.of(), new TopicRules.Topic("companion-a-rows-changelog", 3, "compact")))
                        .found())
                .isEqualTo("3 partitions");
    }

    @Test
    void aStrangerIsNamedAndALostChangelogIsAFault() {
        assertThat(only(topics(Set.of(), new TopicRules.Topic("companion-ab-rows-changelog", 12, "compact"))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(
                        finding -> assertThat(finding.mend()).contains("--delete --topic companion-ab-rows-changelog"));
        assertThat(only(topics(Set.of("companion-a"))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAULT))
                .satisfies(finding -> assertThat(finding.found()).contains("no changelog is there"));
    }

    private static Right right(boolean prefix, String name, String operation) {
        return new Right(false, "User:mapper", Right.Resource.TOPIC, name, prefix, operation, "*");
    }

    @Test
    void aRightThatOpensAnInternalTopicIsAFault() {
        var internal = Set.of("companion.secrets.v1");

        assertThat(RightRules.of(List.of(right(false, "a", "Read")), List.of(), List.of(), internal, TOOLS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAULT))
                .satisfies(finding -> assertThat(finding.mend()).contains("acls apply", "--add"));
        for (var opens : List.of(
                right(false, "companion.secrets.v1", "Read"),
                right(true, "companion.", "All"),
                right(false, "*", "Write"))) {
            assertThat(only(RightRules.of(List.of(), List.of(opens), List.of(), internal, TOOLS)))
                    .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAULT))
                    .satisfies(finding -> assertThat(finding.mend()).contains("--remove"));
        }
        for (var harmless :
                List.of(right(false, "companion.links.v1", "Read"), right(false, "companion.secrets.v1", "Describe"))) {
            assertThat(only(RightRules.of(List.of(), List.of(harmless), List.of(), internal, TOOLS))
                            .level())
                    .isEqualTo(Level.WARNING);
        }
    }

    @ParameterizedTest
    @CsvSource({"Alter, FAULT", "All, FAULT", "ClusterAction, FAULT", "Describe, WARNING", "Create, WARNING"})
    void aServiceThatMayChangeTheClusterIsAFault(String operation, Level level) {
        var right = new Right(false, "User:mapper", Right.Resource.CLUSTER, "kafka-cluster", false, operation, "*");

        assertThat(only(RightRules.of(List.of(), List.of(right), List.of(), Set.of(), TOOLS))
                        .level())
                .isEqualTo(level);
    }

    @Test
    void aRightOfOthersOnAnInternalTopicIsAFault() {
        var foreign = new Right(false, "User:*", Right.Resource.TOPIC, "companion.", true, "Read", "*");

        assertThat(only(RightRules.of(List.of(), List.of(), List.of(foreign), Set.of(), TOOLS)))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAULT))
                .satisfies(finding -> assertThat(finding.found())
                        .isEqualTo("beside the catalogue: User:* may Read topics companion.*"))
                .satisfies(finding -> assertThat(finding.mend()).contains("--remove"));
    }

    private static Map<String, String> settings(String... changed) {
        var settings = new HashMap<>(Map.of(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "group.min.session.timeout.ms", "6000",
                "offsets.retention.minutes", "43200",
                "min.insync.replicas", "1",
                "auto.create.topics.enable", "false"));
        for (var each = 0; each < changed.length; each += 2) {
            settings.put(changed[each], changed[each + 1]);
        }
        return settings;
    }

    @Test
    void aBrokerAsWeNeedItIsSilent() {
        assertThat(BrokerRules.of("1", settings(), 1, SESSION)).isEmpty();
        assertThat(BrokerRules.of("1", settings("min.insync.replicas", "2"), 3, SESSION))
                .isEmpty();
    }

    @Test
    void theShortestSessionIsComparedWithThatOfTheSettings() {
        var settings = settings("group.min.session.timeout.ms", "10000");

        assertThat(BrokerRules.of("1", settings, 1, Duration.ofSeconds(10))).isEmpty();
        assertThat(only(BrokerRules.of("1", settings, 1, Duration.ofSeconds(9))))
                .satisfies(finding -> assertThat(finding.expected())
                        .isEqualTo("at most 9000: the services ask for 9000 and are refused"))
                .satisfies(finding -> assertThat(finding.mend()).contains("group.min.session.timeout.ms=9000"));
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.abort.timed.out.transaction.cleanup.interval.ms, 10000, WARNING",
        "group.min.session.timeout.ms, 10000, FAULT",
        "offsets.retention.minutes, 10080, WARNING",
        "min.insync.replicas, 1, WARNING",
        "auto.create.topics.enable, true, WARNING"
    })
    void aSettingThatHurtsIsNamed(String setting, String value, Level level) {
        var finding = only(BrokerRules.of("1", settings("min.insync.replicas", "2", setting, value), 3, SESSION));

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.found()).isEqualTo(setting + "=" + value);
        assertThat(finding.mend()).contains("set " + setting);
    }

    @Test
    void aBrokerThatKeepsASettingToItselfIsAWarning() {
        var settings = settings();
        settings.remove("offsets.retention.minutes");

        assertThat(only(BrokerRules.of("1", settings, 1, SESSION)).found()).contains("could not be made");
    }

    @Test
    void aRecordThatCannotBeReadIsAFaultAndATopicThatMayNotBeReadAWarning() {
        var good = new RecordRules.Sample("a", 0, 0, null);
        var bad = new RecordRules.Sample("a", 1, 7, "schema 9 is not known");

        assertThat(RecordRules.of(new RecordRules.ReadResult(List.of(good), List.of(), List.of(), List.of())))
                .isEmpty();
        assertThat(RecordRules.of(new RecordRules.ReadResult(
                        List.of(good, bad), List.of("b"), List.of("c-1", "c-2"), List.of("no registry answered"))))
                .extracting(Finding::level, Finding::what, Finding::found)
                .containsExactly(
                        tuple(Level.FAULT, "a-1 at offset 7", "the record cannot be read: schema 9 is not known"),
                        tuple(Level.WARNING, "this check", "could not be made: none of the given credentials reads b"),
                        tuple(Level.WARNING, "this check", "could not be made: not read to the end: c-1, c-2"),
                        tuple(Level.WARNING, "this check", "could not be made: no registry answered"));
    }

    @Test
    void aGroupWithoutMembersLagAndAnOpenTransactionAreNamed() {
        assertThat(GroupRules.of(List.of(new GroupRules.Group("a", 1, 1_000)), 1_000, List.of()))
                .isEmpty();
        assertThat(GroupRules.of(
                        List.of(new GroupRules.Group("a", 0, 0), new GroupRules.Group("b", 1, 1_001)),
                        1_000,
                        List.of(new GroupRules.Transaction("t", Duration.ofSeconds(61)))))
                .extracting(Finding::level, Finding::found)
                .containsExactly(
                        tuple(Level.FAULT, "no member"),
                        tuple(Level.WARNING, "1001 records are not read yet"),
                        tuple(Level.FAULT, "open for 61 s: readers do not get past it"));
    }

    @ParameterizedTest
    @CsvSource({"-31, FAULT, 31 s behind", "6, WARNING, 6 s ahead"})
    void aClockThatIsOffIsNamed(int seconds, Level level, String found) {
        assertThat(ClockRules.of("the controller", Duration.ofSeconds(5))).isEmpty();
        assertThat(only(ClockRules.of("the controller", Duration.ofSeconds(seconds))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(level))
                .satisfies(finding -> assertThat(finding.found()).startsWith(found));
    }

    @Test
    void aServiceThatIsNotReadySaysWhy() {
        assertThat(ServiceRules.of(new ServiceRules.Readiness("a", "http://a", 200, "")))
                .isEmpty();
        assertThat(only(ServiceRules.of(new ServiceRules.Readiness("a", "http://a", 503, "contract DOWN")))
                        .found())
                .isEqualTo("not ready: contract DOWN");
        assertThat(only(ServiceRules.of(new ServiceRules.Readiness("a", "http://a", 0, "refused")))
                        .found())
                .isEqualTo("http://a does not answer: refused");
    }

    @Test
    void aVariableThatSetsNothingIsNamedWithTheMostSimilarOne() {
        var known = Set.of("COMPANION_REGISTRY_URL", "COMPANION_KAFKA_PROPERTIES_", "COMPANION_VENDORS_ALLOWEDHOSTS");

        assertThat(VariableRules.of(
                        List.of(
                                "PATH",
                                "COMPANION_REGISTRY_URL",
                                "COMPANION_KAFKA_PROPERTIES_SASL_MECHANISM",
                                "COMPANION_VENDORS_ALLOWEDHOSTS_0"),
                        known))
                .isEmpty();
        assertThat(only(VariableRules.of(List.of("COMPANION_REGISTRYURL"), known)))
                .satisfies(finding -> assertThat(finding.what()).isEqualTo("COMPANION_REGISTRYURL"))
                .satisfies(finding -> assertThat(finding.mend()).endsWith("COMPANION_REGISTRY_URL"));
    }

    @ParameterizedTest
    @CsvSource({"14, WARNING", "4, FAULT"})
    void aDiskThatFillsIsNamed(long free, Level level) {
        assertThat(DiskRules.of("/d", 15, 100)).isEmpty();
        assertThat(only(DiskRules.of("/d", free, 100)).level()).isEqualTo(level);
    }

    @Test
    void theReportIsOneLineIfAllIsWellAndItsExitCodeIsTheWorst() {
        var warning = Finding.warning("a", "b", "c", "d", "e");
        var fault = Finding.fault("f", "g", "h", "i", "j");

        assertThat(new Report(List.of()).lines()).containsExactly("all well");
        assertThat(new Report(List.of()).exitCode()).isZero();
        assertThat(new Report(List.of(warning)).exitCode()).isEqualTo(1);
        assertThat(new Report(List.of(warning, fault)).exitCode()).isEqualTo(2);
        assertThat(new Report(List.of(warning, fault)).lines())
                .startsWith("FAULT f: g", "  found:    h", "  expected: i", "  mend:     j", "WARNING a: b")
                .endsWith("faults: 1, warnings: 1");
    }
}
