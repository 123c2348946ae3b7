package dev.companion.resolver.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Situation;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of every finding. */
class FindingTest {

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWhatFollowsAndWhatEachActionDoes(Situation situation) {
        var finding = situation.world().finding(situation.type());

        assertThat(finding.title()).isNotBlank().doesNotEndWith(".");
        assertThat(finding.summary()).endsWith(".").contains("Acme Oslo");
        assertThat(finding.consequence()).endsWith(".");
        assertThat(finding.choices()).allSatisfy(choice -> {
            assertThat(choice.label()).isNotBlank().doesNotEndWith(".");
            assertThat(choice.effect()).endsWith(".");
        });
        assertThat(finding.unavailable())
                .allSatisfy(each -> assertThat(each.because()).endsWith("."));
    }

    @ParameterizedTest
    @EnumSource
    void isCalledAsItsTypeUnlessTheTypeDiffersInSeveralWays(Situation situation) {
        var finding = situation.world().finding(situation.type());

        assertThat(finding.title())
                .isIn(
                        situation.type().title(),
                        "Installation package is gone",
                        "Installation package was changed",
                        "Installation package was renamed",
                        "Company no longer reachable");
    }

    @ParameterizedTest
    @EnumSource
    void recommendsNothingDestructiveAndOffersToSnoozeLast(Situation situation) {
        var finding = situation.world().finding(situation.type());

        assertThat(finding.choices().getFirst().destructive()).isFalse();
        assertThat(finding.choices().getLast().action()).isEqualTo(ResolutionAction.IGNORE);
        assertThat(finding.choices()).extracting(Choice::action).doesNotHaveDuplicates();
        assertThat(finding.unavailable()).noneMatch(each -> finding.offers(each.action()));
    }

    @ParameterizedTest
    @EnumSource
    void isTheOnlyOneOfItsSiteAndHasTheSameFactsEachTime(Situation situation) {
        var world = situation.opened();

        assertThat(world.open()).containsExactly(situation.type());
        assertThat(world.look()).isEmpty();
        assertThat(situation.world().finding(situation.type()).facts())
                .isEqualTo(world.standing(situation.type()).finding().facts());
    }

    @Test
    void everyTypeOfASiteHasASituation() {
        assertThat(Arrays.stream(Situation.values()).map(Situation::type))
                .contains(DiscrepancyType.known().stream()
                        .filter(type -> switch (type) {
                            case CREDENTIALS_FAILING, QUOTA_EXHAUSTED, MASS_DELETION_SUSPECTED -> false;
                            default -> true;
                        })
                        .toArray(DiscrepancyType[]::new));
    }

    @Test
    void idsTellTenantsTypesAndSitesApartAndNeverChange() {
        var subject = new Subject(DiscrepancyType.DESTINATION_CREATION, "site-1");

        assertThat(subject.idIn("acct-1")).isEqualTo("e66c508a-81e8-3100-93dd-d1d2f93ce9d5");
        assertThat(subject.idIn("acct-2")).isNotEqualTo(subject.idIn("acct-1"));
        assertThat(new Subject(DiscrepancyType.SITE_RENAMED, "site-1").idIn("acct-1"))
                .isNotEqualTo(subject.idIn("acct-1"));
        assertThat(new Subject(DiscrepancyType.DESTINATION_CREATION, "site-2").idIn("acct-1"))
                .isNotEqualTo(subject.idIn("acct-1"));
    }
}
