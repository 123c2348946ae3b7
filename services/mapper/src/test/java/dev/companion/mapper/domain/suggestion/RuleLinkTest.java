package dev.companion.mapper.domain.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.handler.InventoryFake;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.Request.SetPaused;
import dev.companion.matching.Suggestion;
import dev.companion.matching.Suggestion.State;
import dev.companion.vocabulary.PolicyLevel;
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
    void everyNameCanBeCompared() {
        assertThat(all.failed).isEmpty();
    }

    @Test
    void aRuleLinksAnExactMatchOnceTheListsAreQuiet() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.run();
        all.work.listsChangedAt(NOW.plusSeconds(5));

        assertThat(all.work.nextAct(QUIET)).contains(NOW.plusSeconds(35));
        var made = all.work.actNext(NOW.plusSeconds(35)).orElseThrow();

        assertThat(made.link().siteUid()).isEqualTo("site-1");
        assertThat(made.link().companyId()).isEqualTo("c-1");
        assertThat(made.link().generation()).isEqualTo(1);
        assertThat(made.link().requestId()).startsWith("rule-");
        assertThat(made.note().action()).isEqualTo(AuditNote.Action.LINK_SITE);
        assertThat(made.note().target()).isEqualTo("site:site-1");
        assertThat(made.note().why()).startsWith("the company “Contoso Ltd” is the only one that fits: ");
        all.tenant.keep(made.link());
        assertThat(all.work.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleWaitsWhileWorkIsPending() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.run();

        all.work.companyChanged("c-2");

        assertThat(all.work.nextAct(QUIET)).isEmpty();
    }

    @Test
    void aRuleComparesAgainBeforeItActs() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.run();

        all.tenant.company(new ObservedCompany("c-1", "Contoso Ltd", true, true, false, null, null, false));

        assertThat(all.work.actNext(NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OBSERVE", "SUGGEST"})
    void aRuleActsOnlyIfAPersonSwitchedItOn(PolicyLevel level) {
        all.contoso();
        all.level(level);
        all.run();

        assertThat(all.work.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleWaitsWhileTheTenantIsPausedAndContinuesAfterwards() {
        all.contoso();
        all.level(PolicyLevel.ACT);
        all.run();

        all.tenant.ask(new SetPaused(true));
        all.work.settingsChanged();
        all.run();
        assertThat(all.work.nextAct(QUIET)).isEmpty();
        assertThat(all.work.actNext(NOW)).isEmpty();

        all.tenant.ask(new SetPaused(false));
        all.work.settingsChanged();
        all.run();
        assertThat(all.work.actNext(NOW)).isPresent();
    }

    @Test
    void whatAPersonUnlinkedIsNeitherLinkedByARuleNorSuggestedAgain() {
        all.level(PolicyLevel.ACT);
        all.site("site-1", "Contoso");
        all.company("c-1", "Contoso");
        all.ask("site-1", new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        all.tenant.ask(new DeleteLinks(List.of("site-1"), false));
        all.tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        all.linkChanged("site-1");

        assertThat(all.run()).extracting(Suggestion::state).doesNotContain(State.SUGGESTED);
        assertThat(all.work.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleNeverTakesACompanyThatWasUnlinkedFromAnotherSite() {
        all.level(PolicyLevel.ACT);
        all.tenant.site("site-9", "Elsewhere");
        all.company("c-1", "Contoso");
        all.company("c-2", "Fabrikam");
        all.ask("site-9", new CreateLinks(List.of(new LinkRequest("site-9", "c-1", null))));
        all.tenant.see("site-9", InventoryFake.seen(1, false, "c-1"));
        all.ask("site-9", new RetryLinks(List.of(new LinkRequest("site-9", "c-2", null))));
        all.tenant.see("site-9", InventoryFake.seen(2, false, "c-2"));
        all.linkChanged("site-9");
        all.site("site-1", "Contoso");

        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(all.work.actNext(NOW)).isEmpty();
    }

    @Test
    void theCompaniesOfStoredLinksCountToo() {
        all.tenant.site("site-9", "Elsewhere").company("c-1", "Contoso");
        all.tenant.ask(new CreateLinks(List.of(new LinkRequest("site-9", "c-1", null))));
        all.tenant.ask(new DeleteLinks(List.of("site-9"), false));
        all.tenant.see("site-9", InventoryFake.seen(2, true, "c-1"));
        all.level(PolicyLevel.ACT);
        all.site("site-1", "Contoso");
        all.work.companyChanged("c-1");

        all.work.linkFound(all.tenant.findLink("site-9").orElseThrow());

        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(all.work.actNext(NOW)).isEmpty();
    }
}
