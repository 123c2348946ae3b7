package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.Request.CreateLinks;
import dev.companion.mapper.domain.Request.DeleteLinks;
import dev.companion.mapper.domain.Request.RetryLinks;
import dev.companion.mapper.domain.Request.SetPaused;
import dev.companion.mapper.domain.Suggestion.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a rule makes a link of a suggestion, and when never. */
class RuleLinkTest {

    private static final Instant NOW = InventoryFake.NOW;
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final SuggestionsUnderTest all = new SuggestionsUnderTest();

    @AfterEach
    void noNameStoodInTheWay() {
        assertThat(all.stumbled).isEmpty();
    }

    @Test
    void aRuleLinksWhatIsExactOnceNothingChangesAnyMore() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.look();
        all.agenda.listsChangedAt(NOW.plusSeconds(5));

        assertThat(all.agenda.nextAct(QUIET)).contains(NOW.plusSeconds(35));
        var made = all.agenda.actNext(NOW.plusSeconds(35)).orElseThrow();

        assertThat(made.link().siteUid()).isEqualTo("site-1");
        assertThat(made.link().companyId()).isEqualTo("c-1");
        assertThat(made.link().generation()).isEqualTo(1);
        assertThat(made.link().requestId()).startsWith("rule-");
        assertThat(made.note().action()).isEqualTo(AuditNote.Action.LINK_SITE);
        assertThat(made.note().target()).isEqualTo("site:site-1");
        assertThat(made.note().why()).startsWith("the company “Contoso Ltd” is the only one that fits: ");
        all.tenant.keep(made.link());
        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleDoesNothingWhileThereIsSomethingToLookAt() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.look();

        all.agenda.companyChanged("c-2");

        assertThat(all.agenda.nextAct(QUIET)).isEmpty();
    }

    @Test
    void aRuleLooksAgainBeforeItActs() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.look();

        all.tenant.company(new KnownCompany("c-1", "Contoso Ltd", true, true, false, null, false));

        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OBSERVE", "SUGGEST"})
    void aRuleActsOnlyWhereSomebodySwitchedThatOn(PolicyLevel level) {
        all.contoso();
        all.level(level);
        all.look();

        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleRestsWhileTheTenantIsPausedAndGoesOnAfterwards() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.look();

        all.tenant.ask(new SetPaused(true));
        all.agenda.settingsChanged();
        all.look();
        assertThat(all.agenda.nextAct(QUIET)).isEmpty();
        assertThat(all.agenda.actNext(NOW)).isEmpty();

        all.tenant.ask(new SetPaused(false));
        all.agenda.settingsChanged();
        all.look();
        assertThat(all.agenda.actNext(NOW)).isPresent();
    }

    @Test
    void whatAPersonUnlinkedIsNeitherLinkedByARuleNorSuggestedAgain() {
        all.level(PolicyLevel.ACT);
        all.site("site-1", "Contoso");
        all.company("c-1", "Contoso");
        all.ask("site-1", new CreateLinks(List.of(new LinkWish("site-1", "c-1", null))), "c-1");
        all.tenant.ask(new DeleteLinks(List.of("site-1"), false));
        all.tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        all.agenda.linkChanged("site-1", List.of("c-1"), List.of());

        assertThat(all.look()).extracting(Suggestion::state).doesNotContain(State.SUGGESTED);
        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleNeverTakesACompanyThatWasUnlinkedFromAnotherSite() {
        all.level(PolicyLevel.ACT);
        all.tenant.site("site-9", "Elsewhere");
        all.company("c-1", "Contoso");
        all.company("c-2", "Fabrikam");
        all.ask("site-9", new CreateLinks(List.of(new LinkWish("site-9", "c-1", null))), "c-1");
        all.tenant.see("site-9", InventoryFake.seen(1, false, "c-1"));
        all.ask("site-9", new RetryLinks(List.of(new LinkWish("site-9", "c-2", null))), "c-1");
        all.tenant.see("site-9", InventoryFake.seen(2, false, "c-2"));
        all.agenda.linkChanged("site-9", List.of("c-1", "c-2"), List.of());
        all.site("site-1", "Contoso");

        assertThat(all.look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void whatALinkWasFoundToHaveLedToCountsToo() {
        all.tenant.site("site-9", "Elsewhere").company("c-1", "Contoso");
        all.tenant.ask(new CreateLinks(List.of(new LinkWish("site-9", "c-1", null))));
        all.tenant.ask(new DeleteLinks(List.of("site-9"), false));
        all.tenant.see("site-9", InventoryFake.seen(2, true, "c-1"));
        all.level(PolicyLevel.ACT);
        all.site("site-1", "Contoso");
        all.agenda.companyChanged("c-1");

        all.agenda.found(all.tenant.findLink("site-9").orElseThrow());

        assertThat(all.look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(all.agenda.actNext(NOW)).isEmpty();
    }
}
