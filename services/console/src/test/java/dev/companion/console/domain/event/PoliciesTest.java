package dev.companion.console.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    void atFirstOnlyWhatHealsActs() {
        assertThat(Policies.DEFAULT.levels()).hasSize(15);
        assertThat(acting(Policies.DEFAULT))
                .isEqualTo(Set.of(
                        EventType.ASSOCIATION_MISSING, EventType.PACKAGE_MISSING, EventType.PACKAGE_LINK_CHANGED));
        assertThat(acting(Policies.of(false, Map.of(), null))).isEmpty();
        assertThat(Policies.DEFAULT.suggestions()).isEqualTo(PolicyLevel.SUGGEST);
    }

    @Test
    void whatSomebodySaidCounts() {
        var policies = Policies.of(
                true,
                Map.of(EventType.SITE_RENAMED, PolicyLevel.OBSERVE, EventType.SOURCE_DELETED, PolicyLevel.UNKNOWN),
                PolicyLevel.ACT);

        assertThat(policies.level(EventType.SITE_RENAMED)).isEqualTo(PolicyLevel.OBSERVE);
        assertThat(policies.level(EventType.SOURCE_DELETED)).isEqualTo(PolicyLevel.SUGGEST);
        assertThat(policies.suggestions()).isEqualTo(PolicyLevel.ACT);
    }

    /** What would move, activate or delete a company, or what takes a person's knowledge, has no level that acts. */
    @Test
    void onlyWhatTakesNothingAwayCanAct() {
        var possible = EventType.known().stream()
                .filter(type ->
                        Policies.objection(Map.of(type, PolicyLevel.ACT)).isEmpty())
                .collect(Collectors.toSet());

        assertThat(possible)
                .isEqualTo(Set.of(
                        EventType.ASSOCIATION_MISSING,
                        EventType.PACKAGE_MISSING,
                        EventType.PACKAGE_LINK_CHANGED,
                        EventType.DESTINATION_DELETED,
                        EventType.SOURCE_DELETED,
                        EventType.SITE_RENAMED,
                        EventType.SITE_OUT_OF_SCOPE));
        for (var type : EventType.known()) {
            assertThat(Policies.objection(Map.of(type, PolicyLevel.OBSERVE))).isEmpty();
            assertThat(type.levels().contains(PolicyLevel.ACT)).isEqualTo(possible.contains(type));
        }
    }

    @Test
    void whatIsHealedTogetherHasOneLevel() {
        assertThat(Policies.whole(Map.of(EventType.PACKAGE_MISSING, PolicyLevel.OBSERVE)))
                .containsOnlyKeys(
                        EventType.ASSOCIATION_MISSING, EventType.PACKAGE_MISSING, EventType.PACKAGE_LINK_CHANGED)
                .containsValue(PolicyLevel.OBSERVE);
        assertThat(Policies.whole(Map.of(EventType.SITE_RENAMED, PolicyLevel.ACT)))
                .containsOnlyKeys(EventType.SITE_RENAMED);
        var torn = new EnumMap<>(
                Map.of(EventType.PACKAGE_MISSING, PolicyLevel.OBSERVE, EventType.ASSOCIATION_MISSING, PolicyLevel.ACT));
        assertThat(Policies.objection(torn))
                .hasValueSatisfying(why -> assertThat(why).contains("share one level"));
    }

    private static Set<EventType> acting(Policies policies) {
        return policies.levels().entrySet().stream()
                .filter(entry -> entry.getValue() == PolicyLevel.ACT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
