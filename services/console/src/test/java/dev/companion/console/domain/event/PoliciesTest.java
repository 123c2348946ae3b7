package dev.companion.console.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
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
                        DiscrepancyType.ASSOCIATION_MISSING,
                        DiscrepancyType.PACKAGE_MISSING,
                        DiscrepancyType.PACKAGE_LINK_CHANGED));
        assertThat(acting(Policies.of(false, Map.of(), null))).isEmpty();
        assertThat(Policies.DEFAULT.suggestions()).isEqualTo(PolicyLevel.SUGGEST);
    }

    @Test
    void whatSomebodySaidCounts() {
        var policies = Policies.of(
                true,
                Map.of(
                        DiscrepancyType.SITE_RENAMED,
                        PolicyLevel.OBSERVE,
                        DiscrepancyType.SOURCE_DELETED,
                        PolicyLevel.UNKNOWN),
                PolicyLevel.ACT);

        assertThat(policies.level(DiscrepancyType.SITE_RENAMED)).isEqualTo(PolicyLevel.OBSERVE);
        assertThat(policies.level(DiscrepancyType.SOURCE_DELETED)).isEqualTo(PolicyLevel.SUGGEST);
        assertThat(policies.suggestions()).isEqualTo(PolicyLevel.ACT);
    }

    /** What would move, activate or delete a company, or what takes a person's knowledge, has no level that acts. */
    @Test
    void onlyWhatTakesNothingAwayCanAct() {
        var possible = DiscrepancyType.known().stream()
                .filter(type ->
                        DiscrepancyType.objection(Map.of(type, PolicyLevel.ACT)).isEmpty())
                .collect(Collectors.toSet());

        assertThat(possible)
                .isEqualTo(Set.of(
                        DiscrepancyType.ASSOCIATION_MISSING,
                        DiscrepancyType.PACKAGE_MISSING,
                        DiscrepancyType.PACKAGE_LINK_CHANGED,
                        DiscrepancyType.DESTINATION_DELETED,
                        DiscrepancyType.SOURCE_DELETED,
                        DiscrepancyType.SITE_RENAMED,
                        DiscrepancyType.SITE_OUT_OF_SCOPE));
        for (var type : DiscrepancyType.known()) {
            assertThat(DiscrepancyType.objection(Map.of(type, PolicyLevel.OBSERVE)))
                    .isEmpty();
            assertThat(type.levels().contains(PolicyLevel.ACT)).isEqualTo(possible.contains(type));
        }
    }

    @Test
    void whatIsHealedTogetherHasOneLevel() {
        assertThat(Policies.withSharedLevels(Map.of(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.OBSERVE)))
                .containsOnlyKeys(
                        DiscrepancyType.ASSOCIATION_MISSING,
                        DiscrepancyType.PACKAGE_MISSING,
                        DiscrepancyType.PACKAGE_LINK_CHANGED)
                .containsValue(PolicyLevel.OBSERVE);
        assertThat(Policies.withSharedLevels(Map.of(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT)))
                .containsOnlyKeys(DiscrepancyType.SITE_RENAMED);
        var torn = new EnumMap<>(Map.of(
                DiscrepancyType.PACKAGE_MISSING,
                PolicyLevel.OBSERVE,
                DiscrepancyType.ASSOCIATION_MISSING,
                PolicyLevel.ACT));
        assertThat(DiscrepancyType.objection(torn))
                .hasValueSatisfying(why -> assertThat(why).contains("share one level"));
    }

    private static Set<DiscrepancyType> acting(Policies policies) {
        return policies.levels().entrySet().stream()
                .filter(entry -> entry.getValue() == PolicyLevel.ACT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
