package dev.companion.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue;
import java.util.HashSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterAccessTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    private static ClusterAccess.Comparison compare(AclBinding more) {
        var granted = new HashSet<>(AccessRights.of(CATALOGUE, false));
        granted.add(more);
        return new ClusterAccess(CATALOGUE, false).compare(granted);
    }

    private static AclBinding right(
            String principal, PatternType type, String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, type),
                new AccessControlEntry(principal, "*", operation, permission));
    }

    @ParameterizedTest
    @CsvSource({
        "User:*, LITERAL, companion.secrets.v1, READ",
        "User:warehouse, LITERAL, companion.secrets.v1, ALL",
        "User:warehouse, PREFIXED, comp, WRITE",
        "User:*, LITERAL, *, READ"
    })
    void aRightOfOthersOnATopicThatIsNotPublicIsSeenAndNotTakenAway(
            String principal, PatternType type, String topic, AclOperation operation) {
        var right = right(principal, type, topic, operation, AclPermissionType.ALLOW);

        assertThat(compare(right).foreign()).containsExactly(right);
        assertThat(compare(right).excess()).isEmpty();
        assertThat(compare(right).missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "User:warehouse, LITERAL, companion.links.v1, READ, ALLOW",
        "User:warehouse, LITERAL, companion.secrets.v1, DESCRIBE, ALLOW",
        "User:warehouse, LITERAL, companion.secrets.v1, READ, DENY",
        "User:warehouse, PREFIXED, warehouse., ALL, ALLOW"
    })
    void anyOtherRightOfOthersIsTheirAffair(
            String principal, PatternType type, String topic, AclOperation operation, AclPermissionType permission) {
        assertThat(compare(right(principal, type, topic, operation, permission)).foreign())
                .isEmpty();
    }

    @Test
    void aRightTooManyOfOursIsNotForeign() {
        var right = right(
                "User:mapper", PatternType.LITERAL, "companion.secrets.v1", AclOperation.READ, AclPermissionType.ALLOW);

        assertThat(compare(right)).satisfies(comparison -> {
            assertThat(comparison.excess()).containsExactly(right);
            assertThat(comparison.foreign()).isEmpty();
        });
    }
}
