package dev.companion.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Tools TOOLS = new Tools("kafka:9092", "/credentials/client.properties");
    private static final String WITH =
            " --bootstrap-server kafka:9092 --command-config /credentials/client.properties ";

    private static Right right(
            String principal, Right.Resource resource, String name, boolean prefix, String operation) {
        return new Right(false, principal, resource, name, prefix, operation, "*");
    }

    private static SchemaPlan.Subject subject(String name, boolean registered, List<String> refusals, String level) {
        return new SchemaPlan.Subject(name, "a.B", registered, refusals, level, "FULL_TRANSITIVE");
    }

    @Test
    void withoutADifferenceOneLineSaysSo() {
        var plan = TopicPlan.of(List.of(), List.of(), TOOLS);

        assertThat(plan.outcome()).isEqualTo(Outcome.SAME);
        assertThat(plan.applies()).isFalse();
        assertThat(plan.details()).containsExactly("topics: as the catalogue says");
    }

    @Test
    void aMissingTopicIsCreatedAndTheCommandForItIsPrinted() {
        var plan = TopicPlan.of(
                List.of(new TopicPlan.Missing(
                        "a", 12, 3, Map.of("delete.retention.ms", "7", "cleanup.policy", "compact"))),
                List.of(),
                TOOLS);

        assertThat(plan.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(plan.applies()).isTrue();
        assertThat(plan.details())
                .containsExactly(
                        "topics: 1 difference",
                        "  a is missing",
                        "      kafka-topics.sh" + WITH
                                + "--create --topic a --partitions 12 --replication-factor 3 --config cleanup.policy=compact --config delete.retention.ms=7");
    }

    @Test
    void whatWasAppliedIsWhatHasGoneSince() {
        var before = TopicPlan.of(
                List.of(new TopicPlan.Missing("a", 12, 3, Map.of()), new TopicPlan.Missing("b", 12, 3, Map.of())),
                List.of(new TopicPlan.Setting("c", "retention.ms", null, "9")),
                TOOLS);

        assertThat(before.applied(before)).isEmpty();
        assertThat(before.applied(TopicPlan.of(List.of(new TopicPlan.Missing("b", 12, 3, Map.of())), List.of(), TOOLS)))
                .containsExactly("applied: a (before: a is missing)");
    }

    @Test
    void aTopicThatDiffersIsRefusedAndNoCommandChangesItsPartitions() {
        var plan = TopicPlan.of(
                List.of(),
                List.of(
                        new TopicPlan.Setting("a", TopicPlan.PARTITIONS, "1", "12"),
                        new TopicPlan.Setting("b", "retention.ms", null, "9")),
                TOOLS);

        assertThat(plan.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(plan.applies()).isFalse();
        assertThat(plan.details())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  refused: a has 1 partitions (expected: 12)")
                        .contains("must not be changed"))
                .containsSequence(
                        "  refused: b has retention.ms=nothing (expected: 9)",
                        "      kafka-configs.sh" + WITH
                                + "--alter --entity-type topics --entity-name b --add-config retention.ms=9");
    }

    @Test
    void aMissingRightIsGrantedAndOneTooManyIsLeftToAPerson() {
        var plan = RightPlan.of(
                List.of(
                        right("User:mapper", Right.Resource.TRANSACTIONAL_ID, "companion-mapper-", true, "Write"),
                        right("User:admin", Right.Resource.CLUSTER, "kafka-cluster", false, "Describe")),
                List.of(right("User:mapper", Right.Resource.TOPIC, "secrets", false, "Read")),
                List.of(right("User:*", Right.Resource.TOPIC, "sec", true, "All")),
                new Tools("kafka:9092", null));

        assertThat(plan.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(plan.applies()).isTrue();
        assertThat(plan.details())
                .containsExactly(
                        "acls: 4 differences",
                        "  missing: User:admin may Describe the cluster",
                        "      kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal User:admin --operation Describe --cluster",
                        "  missing: User:mapper may Write transactional ids companion-mapper-*",
                        "      kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal User:mapper --operation Write --transactional-id 'companion-mapper-' --resource-pattern-type prefixed",
                        "  left to you: too many: User:mapper may Read topic secrets",
                        "      kafka-acls.sh --bootstrap-server kafka:9092 --remove --force --allow-principal User:mapper --operation Read --topic 'secrets'",
                        "  left to you: beside the catalogue: User:* may All topics sec*",
                        "      kafka-acls.sh --bootstrap-server kafka:9092 --remove --force --allow-principal User:* --operation All --topic 'sec' --resource-pattern-type prefixed");
        assertThat(RightPlan.of(
                        List.of(),
                        List.of(right("User:a", Right.Resource.GROUP, "g", false, "Read")),
                        List.of(),
                        TOOLS))
                .satisfies(only -> assertThat(only.applies()).isFalse())
                .satisfies(only -> assertThat(only.outcome()).isEqualTo(Outcome.DIFFERS));
    }

    @Test
    void everyRefusedSchemaIsNamed() {
        var plan = SchemaPlan.of(
                List.of(
                        subject(
                                "a-value",
                                false,
                                List.of("version 1 cannot read records of the new schema"),
                                "FULL_TRANSITIVE"),
                        subject("b-value", false, List.of(), ""),
                        subject(
                                "c-value",
                                false,
                                List.of("the new schema cannot read records of version 2"),
                                "FULL_TRANSITIVE"),
                        subject("d-value", true, List.of(), "NONE"),
                        subject("e-value", true, List.of(), "FULL_TRANSITIVE")),
                "http://registry");

        assertThat(plan.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(plan.summary().map(line -> line.split("\\.", 2)[0]))
                .containsExactly(
                        "schemas: 4 differences",
                        "  refused: a-value: version 1 cannot read records of the new schema",
                        "  b-value: schema a",
                        "  refused: c-value: the new schema cannot read records of version 2",
                        "  d-value: level NONE (expected: FULL_TRANSITIVE)");
        assertThat(plan.details())
                .contains(
                        "      curl -X PUT -u USER:PASSWORD -H 'Content-Type: application/json' -d '{\"compatibility\":\"FULL_TRANSITIVE\"}' http://registry/config/d-value");
    }

    @ParameterizedTest
    @CsvSource({
        "'http://user:secret@registry:8081/apis/, https://other:secret@second', http://registry:8081/apis",
        "'https://registry', https://registry",
        "'http://user:secret@re gistry', REGISTRY",
        "'user:secret', REGISTRY"
    })
    void theAddressOfTheRegistryIsPrintedWithoutItsPassword(String urls, String printed) {
        var plan = SchemaPlan.of(List.of(subject("a-value", true, List.of(), "NONE")), urls);

        assertThat(plan.differences().getFirst().commands())
                .singleElement()
                .asString()
                .endsWith("' %s/config/a-value".formatted(printed))
                .doesNotContain("secret");
    }

    @Test
    void aRightThatIsDeniedOrForOneHostSaysSo() {
        var denied = new Right(true, "User:a", Right.Resource.GROUP, "b", true, "All", "10.0.0.1");

        assertThat(denied.text()).isEqualTo("User:a is denied All groups b* from 10.0.0.1");
        assertThat(denied.arguments())
                .isEqualTo(
                        "--deny-principal User:a --operation All --group 'b' --resource-pattern-type prefixed --deny-host 10.0.0.1");
    }
}
