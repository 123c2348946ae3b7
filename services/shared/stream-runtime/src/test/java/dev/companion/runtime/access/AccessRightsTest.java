package dev.companion.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.Instance;
import dev.companion.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRightsTest {

    private static final List<String> INSTANCES = List.of("", "blue", "blue-green", "b");

    @Test
    void noRightOfOneInstallationReachesTheTopicsAndGroupsOfAnother() {
        for (var one : INSTANCES) {
            var rights = AccessRights.of(TopicCatalogue.load(new Instance(one)), true);
            for (var other : INSTANCES) {
                assertThat(namesOf(new Instance(other)))
                        .as("rights of '%s', names of '%s'", one, other)
                        .allMatch(name -> one.equals(other) == rights.stream().anyMatch(right -> allows(right, name)));
            }
        }
    }

    private static List<String> namesOf(Instance instance) {
        var catalogue = TopicCatalogue.load(instance);
        var names = new ArrayList<String>();
        catalogue.rows().forEach(row -> names.add(row.name()));
        catalogue.services().forEach(service -> names.add(service.applicationId() + "-sites-changelog"));
        return names;
    }

    private static boolean allows(AclBinding right, String name) {
        var pattern = right.pattern();
        if (right.entry().permissionType() != AclPermissionType.ALLOW || pattern.resourceType() == ResourceType.GROUP) {
            return false;
        }
        return pattern.patternType() == PatternType.PREFIXED
                ? name.startsWith(pattern.name())
                : pattern.name().equals(name);
    }
}
