package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.mapper.domain.Request.CancelTask;
import dev.companion.mapper.domain.Request.ChangeCompany;
import dev.companion.mapper.domain.Request.CreateLinks;
import dev.companion.mapper.domain.Request.DeleteLinks;
import dev.companion.mapper.domain.Request.DismissSuggestions;
import dev.companion.mapper.domain.Request.NoteSiteName;
import dev.companion.mapper.domain.Request.RetryLinks;
import dev.companion.mapper.domain.Request.SavePolicies;
import dev.companion.mapper.domain.Request.SetPaused;
import dev.companion.mapper.domain.Suggestion.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuggestionAgendaTest {

    private static final Instant NOW = InventoryFake.NOW;
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final InventoryFake tenant = InventoryFake.connected();
    private final List<String> stumbled = new ArrayList<>();
    private final SuggestionAgenda agenda =
            new SuggestionAgenda(InventoryFake.TENANT, tenant, (id, _) -> stumbled.add(id), NOW);

    @AfterEach
    void noNameStoodInTheWay() {
        assertThat(stumbled).isEmpty();
    }

    @Test
    void aSiteIsSuggestedTheCompanyOfItsName() {
        site("site-1", "Contoso");
        company("c-1", "Contoso Ltd");
        company("c-2", "Fabrikam GmbH");

        assertThat(look()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.siteUid()).isEqualTo("site-1");
            assertThat(suggestion.siteName()).isEqualTo("Contoso");
            assertThat(suggestion.state()).isEqualTo(State.SUGGESTED);
            assertThat(suggestion.exact()).isTrue();
            assertThat(suggestion.sequence()).isEqualTo(1);
            assertThat(suggestion.candidates()).singleElement().satisfies(candidate -> {
                assertThat(candidate.companyId()).isEqualTo("c-1");
                assertThat(candidate.companyName()).isEqualTo("Contoso Ltd");
                assertThat(candidate.evidence()).isNotEmpty();
            });
        });
    }

    @Test
    void whatIsPublishedAlreadyIsNotPublishedAgain() {
        contoso();

        agenda.siteChanged("site-1");
        agenda.companyChanged("c-1");

        assertThat(look()).isEmpty();
    }

    @Test
    void aSecondCompanyOfTheNameDisputesIt() {
        contoso();

        company("c-2", "Contoso Limited");

        assertThat(look()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.state()).isEqualTo(State.DISPUTED);
            assertThat(suggestion.exact()).isFalse();
            assertThat(suggestion.dispute()).isNotBlank();
            assertThat(suggestion.sequence()).isEqualTo(2);
        });
    }

    @Test
    void aSecondSiteOfTheNameDisputesBoth() {
        contoso();

        site("site-2", "Contoso, Ltd.");

        assertThat(look())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.DISPUTED), tuple("site-2", State.DISPUTED));
    }

    @Test
    void aDisputeEndsWithItsReason() {
        contoso();
        site("site-2", "Contoso");
        look();

        tenant.withoutSite("site-2");
        agenda.siteChanged("site-2");

        assertThat(look())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.SUGGESTED), tuple("site-2", State.NONE));
    }

    @Test
    void onlyACustomerThatCouldBeLinkedToIsSuggested() {
        site("site-1", "Contoso");
        for (var unfit : List.of(
                new KnownCompany("c-1", "Contoso", false, false, false, null, false),
                new KnownCompany("c-1", "Contoso", true, true, false, null, false),
                new KnownCompany("c-1", "Contoso", true, false, true, null, false),
                new KnownCompany("c-1", "Contoso", true, false, false, null, true))) {
            tenant.company(unfit);
            agenda.companyChanged("c-1");
            assertThat(look()).as(unfit.toString()).isEmpty();
        }

        company("c-1", "Contoso");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
    }

    @Test
    void aCompanyThatALinkHoldsIsNotSuggestedUntilItIsLetGo() {
        contoso();
        tenant.site("site-9", "Elsewhere");

        ask("site-9", new CreateLinks(List.of(new LinkWish("site-9", "c-1", null))), "c-1");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.NONE);

        tenant.ask(new DeleteLinks(List.of("site-9"), false));
        tenant.see("site-9", InventoryFake.seen(2, true, "c-1"));
        agenda.linkChanged("site-9", List.of("c-1"), List.of());
        assertThat(look())
                .extracting(Suggestion::state, Suggestion::sequence)
                .containsExactly(tuple(State.SUGGESTED, 3L));
    }

    @Test
    void aCompanyThatIsBeingMadeForALinkIsNotSuggested() {
        tenant.site("site-9", "Elsewhere");
        tenant.ask(new CreateLinks(List.of(new LinkWish("site-9", null, "Contoso"))));
        site("site-1", "Contoso");
        company("c-1", "Contoso");
        assertThat(look()).isEmpty();

        tenant.ask(new CancelTask("request-1"));
        tenant.see("site-9", InventoryFake.seen(2, true, null));
        agenda.linkChanged("site-9", List.of(), List.of("Contoso"));
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
    }

    @Test
    void nothingIsSuggestedForASiteThatIsLinkedUnmanagedOrGone() {
        contoso();

        tenant.onDemandSite("site-1", "Contoso");
        agenda.siteChanged("site-1");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.NONE);

        site("site-1", "Contoso");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);

        tenant.withoutSite("site-1");
        agenda.siteChanged("site-1");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.NONE);

        site("site-1", "Contoso");
        look();
        company("c-2", "Fabrikam");
        ask("site-1", new CreateLinks(List.of(new LinkWish("site-1", "c-2", null))), "c-2");
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.NONE);
    }

    @Test
    void aNameThatPeopleSaidTheSiteHadCountsAfterTheLinkToo() {
        site("site-1", "Contoso");
        company("c-1", "Contoso");
        ask("site-1", new CreateLinks(List.of(new LinkWish("site-1", "c-1", null))), "c-1");
        tenant.site("site-1", "Building Seven");
        tenant.ask(new NoteSiteName("site-1", "Contoso"));
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        agenda.linkChanged("site-1", List.of("c-1"), List.of());

        assertThat(look()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.siteName()).isEqualTo("Building Seven");
            assertThat(suggestion.candidates().getFirst().companyId()).isEqualTo("c-1");
        });
    }

    @Test
    void whereRulesOnlyRecordNothingIsSuggestedAnyMore() {
        contoso();

        level(PolicyLevel.OBSERVE);
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.NONE);

        level(PolicyLevel.SUGGEST);
        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(agenda.nextAct(QUIET)).isEmpty();
    }

    @Test
    void aDismissedPairIsNeverSuggestedAgainButOthersAre() {
        contoso();
        site("site-2", "Contoso");
        look();

        var pair = new Dismissal("site-1", "c-1");
        var decision = tenant.ask(new DismissSuggestions(List.of(pair)));
        agenda.dismissed(pair);

        assertThat(decision.answer().items()).containsExactly(new Answer.Item("site-1", true, null, null));
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.DISMISS_SUGGESTION,
                        "site:site-1",
                        "company “Contoso Ltd” (c-1) suggested",
                        "never suggested again",
                        null));
        assertThat(look()).extracting(Suggestion::siteUid, Suggestion::state).contains(tuple("site-1", State.NONE));
        assertThat(look()).isEmpty();
    }

    @Test
    void whoDismissedACompanyClaimsItNoMore() {
        contoso();
        site("site-2", "Contoso");
        look();
        var pair = new Dismissal("site-1", "c-1");
        tenant.ask(new DismissSuggestions(List.of(pair)));
        agenda.dismissed(pair);

        assertThat(look())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.NONE), tuple("site-2", State.SUGGESTED));
    }

    @Test
    void whatIsNotSuggestedCannotBeDismissedAndNothingElseIs() {
        contoso();

        var decision = tenant.ask(
                new DismissSuggestions(List.of(new Dismissal("site-1", "c-1"), new Dismissal("site-2", "c-1"))));

        assertThat(decision.answer().message())
                .isEqualTo("1 of 2 sites cannot be taken off their suggestions, so nothing was changed.");
        assertThat(decision.answer().items())
                .extracting(Answer.Item::reason)
                .containsExactly(
                        "Left as it is, since another site of the request was refused.",
                        "The site is not known, or no longer exists in Datto RMM.");
        assertThat(decision.dismissals()).isEmpty();
        assertThat(tenant.ask(new DismissSuggestions(List.of(new Dismissal("site-1", "c-7"))))
                        .answer()
                        .message())
                .isEqualTo("The company is not suggested for the site “Contoso”, or no longer.");
        assertThat(tenant.ask(new DismissSuggestions(List.of())).answer().message())
                .isEqualTo("The request names no suggestion.");
    }

    @Test
    void aRuleLinksWhatIsExactOnceNothingChangesAnyMore() {
        contoso();
        level(PolicyLevel.ACT);
        look();
        agenda.listsChangedAt(NOW.plusSeconds(5));

        assertThat(agenda.nextAct(QUIET)).contains(NOW.plusSeconds(35));
        var made = agenda.actNext(NOW.plusSeconds(35)).orElseThrow();

        assertThat(made.link().siteUid()).isEqualTo("site-1");
        assertThat(made.link().companyId()).isEqualTo("c-1");
        assertThat(made.link().generation()).isEqualTo(1);
        assertThat(made.link().requestId()).startsWith("rule-");
        assertThat(made.note().action()).isEqualTo(AuditNote.Action.LINK_SITE);
        assertThat(made.note().target()).isEqualTo("site:site-1");
        assertThat(made.note().why()).startsWith("the company “Contoso Ltd” is the only one that fits: ");
        tenant.keep(made.link());
        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleDoesNothingWhileThereIsSomethingToLookAt() {
        contoso();
        level(PolicyLevel.ACT);
        look();

        agenda.companyChanged("c-2");

        assertThat(agenda.nextAct(QUIET)).isEmpty();
    }

    @Test
    void aRuleLooksAgainBeforeItActs() {
        contoso();
        level(PolicyLevel.ACT);
        look();

        tenant.company(new KnownCompany("c-1", "Contoso Ltd", true, true, false, null, false));

        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OBSERVE", "SUGGEST"})
    void aRuleActsOnlyWhereSomebodySwitchedThatOn(PolicyLevel level) {
        contoso();
        level(level);
        look();

        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleRestsWhileTheTenantIsPausedAndGoesOnAfterwards() {
        contoso();
        level(PolicyLevel.ACT);
        look();

        tenant.ask(new SetPaused(true));
        agenda.settingsChanged();
        look();
        assertThat(agenda.nextAct(QUIET)).isEmpty();
        assertThat(agenda.actNext(NOW)).isEmpty();

        tenant.ask(new SetPaused(false));
        agenda.settingsChanged();
        look();
        assertThat(agenda.actNext(NOW)).isPresent();
    }

    @Test
    void aRuleNeverUndoesWhatAPersonUnlinked() {
        level(PolicyLevel.ACT);
        site("site-1", "Contoso");
        company("c-1", "Contoso");
        ask("site-1", new CreateLinks(List.of(new LinkWish("site-1", "c-1", null))), "c-1");
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        agenda.linkChanged("site-1", List.of("c-1"), List.of());

        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aRuleNeverTakesACompanyThatWasUnlinkedFromAnotherSite() {
        level(PolicyLevel.ACT);
        tenant.site("site-9", "Elsewhere");
        company("c-1", "Contoso");
        company("c-2", "Fabrikam");
        ask("site-9", new CreateLinks(List.of(new LinkWish("site-9", "c-1", null))), "c-1");
        tenant.see("site-9", InventoryFake.seen(1, false, "c-1"));
        ask("site-9", new RetryLinks(List.of(new LinkWish("site-9", "c-2", null))), "c-1");
        tenant.see("site-9", InventoryFake.seen(2, false, "c-2"));
        agenda.linkChanged("site-9", List.of("c-1", "c-2"), List.of());
        site("site-1", "Contoso");

        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void whatALinkWasFoundToHaveLedToCountsToo() {
        tenant.site("site-9", "Elsewhere").company("c-1", "Contoso");
        tenant.ask(new CreateLinks(List.of(new LinkWish("site-9", "c-1", null))));
        tenant.ask(new DeleteLinks(List.of("site-9"), false));
        tenant.see("site-9", InventoryFake.seen(2, true, "c-1"));
        level(PolicyLevel.ACT);
        site("site-1", "Contoso");
        agenda.companyChanged("c-1");

        agenda.found(tenant.findLink("site-9").orElseThrow());

        assertThat(look()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(agenda.actNext(NOW)).isEmpty();
    }

    @Test
    void aCompanyThatIsToGetANameIsNoCandidateByIt() {
        tenant.site("site-9", "Elsewhere").company("c-9", "Old Name");
        tenant.ask(new CreateLinks(List.of(new LinkWish("site-9", "c-9", null))));
        tenant.see("site-9", InventoryFake.seen(1, false, "c-9"));
        tenant.ask(new ChangeCompany("site-9", CompanyOrder.Action.RENAME, "c-9", "Old Name", null, null, "Contoso"));
        site("site-1", "Contoso");
        agenda.companyChanged("c-9");

        assertThat(look()).isEmpty();
    }

    @Test
    void amongManyOfOneWordTheEqualNameIsFoundAndTheWorkIsBounded() {
        for (var number = 1_000; number < 3_000; number++) {
            site("site-" + number, "Customer " + number);
            company("c-" + number, "Customer " + number);
        }

        var found = look();

        assertThat(found).hasSize(2_000).allSatisfy(suggestion -> {
            assertThat(suggestion.state()).isEqualTo(State.SUGGESTED);
            assertThat(suggestion.candidates().getFirst().companyId())
                    .isEqualTo(suggestion.siteUid().replace("site-", "c-"));
        });
    }

    private void contoso() {
        site("site-1", "Contoso");
        company("c-1", "Contoso Ltd");
        look();
    }

    private void site(String siteUid, String name) {
        tenant.site(siteUid, name);
        agenda.siteChanged(siteUid);
    }

    private void company(String companyId, String name) {
        tenant.company(companyId, name);
        agenda.companyChanged(companyId);
    }

    private void level(PolicyLevel level) {
        tenant.ask(new SavePolicies(List.of(), level));
        agenda.settingsChanged();
    }

    private void ask(String siteUid, Request.Body body, String companyId) {
        assertThat(tenant.ask(body).answer().accepted()).isTrue();
        agenda.linkChanged(siteUid, List.of(companyId), List.of());
    }

    /** Until nothing is left to look at; the last that was said of each site. */
    private List<Suggestion> look() {
        var changed = new ArrayList<Suggestion>();
        while (agenda.isDue()) {
            var bite = agenda.look();
            bite.forEach(tenant::keep);
            changed.addAll(bite);
        }
        return changed;
    }
}
