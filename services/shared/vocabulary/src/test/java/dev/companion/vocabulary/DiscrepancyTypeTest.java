package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscrepancyTypeTest {

    @ParameterizedTest
    @EnumSource(DiscrepancyType.class)
    void hasEitherAnAutomaticActionOrAReasonForNone(DiscrepancyType type) {
        assertThat(type.automatic().isPresent())
                .isNotEqualTo(type.whyNoRuleActs().isPresent());
        assertThat(type.levels().contains(PolicyLevel.ACT))
                .isEqualTo(type.automatic().isPresent());
    }

    @ParameterizedTest
    @EnumSource(DiscrepancyType.class)
    void hasNoAutomaticActionThatDeletesMovesOrActivatesACompany(DiscrepancyType type) {
        assertThat(type.automatic().stream())
                .isSubsetOf(
                        ResolutionAction.RECREATE,
                        ResolutionAction.ASSOCIATE,
                        ResolutionAction.KEEP,
                        ResolutionAction.RENAME,
                        ResolutionAction.UNLINK);
    }

    @Test
    void knowsAllButTheUnknown() {
        assertThat(DiscrepancyType.known()).hasSize(15).doesNotContain(DiscrepancyType.UNKNOWN);
        assertThat(DiscrepancyType.healed())
                .containsExactly(
                        DiscrepancyType.ASSOCIATION_MISSING,
                        DiscrepancyType.PACKAGE_MISSING,
                        DiscrepancyType.PACKAGE_LINK_CHANGED);
    }

    @Test
    void objectsToALevelThatATypeCannotHave() {
        assertThat(DiscrepancyType.objection(Map.of(DiscrepancyType.DESTINATION_MOVED, PolicyLevel.ACT)))
                .contains("“Company moved” cannot be automatic, because a rule never moves a company.");
        assertThat(DiscrepancyType.objection(Map.of(DiscrepancyType.DESTINATION_MOVED, PolicyLevel.SUGGEST)))
                .isEmpty();
        assertThat(DiscrepancyType.objection(Map.of(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT)))
                .isEmpty();
    }

    @Test
    void objectsToTwoLevelsOfWhatIsHealedTogether() {
        assertThat(DiscrepancyType.objection(Map.of(
                        DiscrepancyType.ASSOCIATION_MISSING, PolicyLevel.ACT,
                        DiscrepancyType.PACKAGE_MISSING, PolicyLevel.OBSERVE)))
                .contains(
                        "“Site variable changed”, “Package missing or renamed”, “Package link changed” share one level,"
                                + " because each repair entails the others. Give them the same level.");
        assertThat(DiscrepancyType.objection(Map.of(
                        DiscrepancyType.ASSOCIATION_MISSING, PolicyLevel.ACT,
                        DiscrepancyType.PACKAGE_MISSING, PolicyLevel.ACT)))
                .isEmpty();
    }

    @Test
    void actsWithoutAChoiceOnlyOnWhatIsHealed() {
        for (var type : DiscrepancyType.known()) {
            assertThat(type.levelInForce(PolicyLevel.UNKNOWN, true))
                    .isEqualTo(type.isHealed() ? PolicyLevel.ACT : PolicyLevel.SUGGEST);
            assertThat(type.levelInForce(PolicyLevel.UNKNOWN, false)).isEqualTo(PolicyLevel.SUGGEST);
            assertThat(type.levelInForce(PolicyLevel.OBSERVE, true)).isEqualTo(PolicyLevel.OBSERVE);
            assertThat(type.levelInForce(PolicyLevel.ACT, false))
                    .isEqualTo(type.automatic().isPresent() ? PolicyLevel.ACT : PolicyLevel.SUGGEST);
        }
    }
}
