package dev.companion.mapper.domain.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.mapper.domain.handler.InventoryFake;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Request.CancelTask;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.DismissSuggestions;
import dev.companion.mapper.domain.request.Request.NoteSiteName;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.matching.Suggestion;
import dev.companion.matching.Suggestion.State;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuggestionWorkTest {

    private static final Duration QUIET = Duration.ofSeconds(30);

    private final SuggestionsUnderTest all = new SuggestionsUnderTest();

    @AfterEach
    void everyNameCanBeCompared() {
        assertThat(all.failed).isEmpty();
    }

    @Test
    void aSiteIsSuggestedTheCompanyOfItsName() {
        all.site("site-1", "Contoso");
        all.company("c-1", "Contoso Ltd");
        all.company("c-2", "Fabrikam GmbH");

        assertThat(all.run()).singleElement().satisfies(suggestion -> {
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
        all.contoso();

        all.work.siteChanged("site-1");
        all.work.companyChanged("c-1");

        assertThat(all.run()).isEmpty();
    }

    @Test
    void aSecondCompanyOfTheNameDisputesIt() {
        all.contoso();

        all.company("c-2", "Contoso Limited");

        assertThat(all.run()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.state()).isEqualTo(State.DISPUTED);
            assertThat(suggestion.exact()).isFalse();
            assertThat(suggestion.dispute()).isNotBlank();
            assertThat(suggestion.sequence()).isEqualTo(2);
        });
    }

    @Test
    void aSecondSiteOfTheNameDisputesBoth() {
        all.contoso();

        all.site("site-2", "Contoso, Ltd.");

        assertThat(all.run())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.DISPUTED), tuple("site-2", State.DISPUTED));
    }

    @Test
    void aDisputeEndsWithItsReason() {
        all.contoso();
        all.site("site-2", "Contoso");
        all.run();

        all.tenant.withoutSite("site-2");
        all.work.siteChanged("site-2");

        assertThat(all.run())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.SUGGESTED), tuple("site-2", State.NONE));
    }

    @Test
    void onlyACustomerThatCouldBeLinkedToIsSuggested() {
        all.site("site-1", "Contoso");
        for (var unfit : List.of(
                new ObservedCompany("c-1", "Contoso", false, false, false, null, null, false),
                new ObservedCompany("c-1", "Contoso", true, true, false, null, null, false),
                new ObservedCompany("c-1", "Contoso", true, false, true, null, null, false),
                new ObservedCompany("c-1", "Contoso", true, false, false, null, null, true))) {
            all.tenant.company(unfit);
            all.work.companyChanged("c-1");
            assertThat(all.run()).as(unfit.toString()).isEmpty();
        }

        all.company("c-1", "Contoso");
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
    }

    @Test
    void aCompanyThatALinkHoldsIsNotSuggestedUntilTheLinkIsGone() {
        all.contoso();
        all.tenant.site("site-9", "Elsewhere");

        all.ask("site-9", new CreateLinks(List.of(new LinkRequest("site-9", "c-1", null))));
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.NONE);

        all.tenant.ask(new DeleteLinks(List.of("site-9"), false));
        all.tenant.see("site-9", InventoryFake.seen(2, true, "c-1"));
        all.linkChanged("site-9");
        assertThat(all.run())
                .extracting(Suggestion::state, Suggestion::sequence)
                .containsExactly(tuple(State.SUGGESTED, 3L));
    }

    @Test
    void aCompanyThatIsBeingMadeForALinkIsNotSuggested() {
        all.tenant.site("site-9", "Elsewhere");
        all.ask("site-9", new CreateLinks(List.of(new LinkRequest("site-9", null, "Contoso"))));
        all.site("site-1", "Contoso");
        all.company("c-1", "Contoso");
        assertThat(all.run()).isEmpty();

        all.tenant.ask(new CancelTask("request-1"));
        all.tenant.see("site-9", InventoryFake.seen(2, true, null));
        all.linkChanged("site-9");
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
    }

    @Test
    void nothingIsSuggestedForASiteThatIsLinkedUnmanagedOrGone() {
        all.contoso();

        all.tenant.onDemandSite("site-1", "Contoso");
        all.work.siteChanged("site-1");
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.NONE);

        all.site("site-1", "Contoso");
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);

        all.tenant.withoutSite("site-1");
        all.work.siteChanged("site-1");
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.NONE);

        all.site("site-1", "Contoso");
        all.run();
        all.company("c-2", "Fabrikam");
        all.ask("site-1", new CreateLinks(List.of(new LinkRequest("site-1", "c-2", null))));
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.NONE);
    }

    @Test
    void anAliasCountsAfterTheLinkIsGoneToo() {
        all.site("site-1", "Contoso");
        all.company("c-1", "Contoso");
        all.ask("site-1", new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        all.tenant.site("site-1", "Building Seven");
        all.tenant.ask(new NoteSiteName("site-1", "Contoso"));
        all.tenant.ask(new DeleteLinks(List.of("site-1"), false));
        all.tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        all.linkChanged("site-1");

        all.company("c-1", "Elsewhere Holdings");
        all.company("c-2", "Contoso");

        assertThat(all.run()).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.siteName()).isEqualTo("Building Seven");
            assertThat(suggestion.candidates().getFirst().companyId()).isEqualTo("c-2");
        });
    }

    @Test
    void ifRulesOnlyRecordNothingIsSuggested() {
        all.contoso();

        all.level(PolicyLevel.OBSERVE);
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.NONE);

        all.level(PolicyLevel.SUGGEST);
        assertThat(all.run()).extracting(Suggestion::state).containsExactly(State.SUGGESTED);
        assertThat(all.work.nextAct(QUIET)).isEmpty();
    }

    @Test
    void aDismissedPairIsNeverSuggestedAgainButOthersAre() {
        all.contoso();
        all.site("site-2", "Contoso");
        all.run();

        var pair = new Dismissal("site-1", "c-1");
        var decision = all.tenant.ask(new DismissSuggestions(List.of(pair)));
        all.work.dismissed(pair);

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, null, null));
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.DISMISS_SUGGESTION,
                        "site:site-1",
                        "company “Contoso Ltd” (c-1) suggested",
                        "never suggested again",
                        null));
        assertThat(all.run()).extracting(Suggestion::siteUid, Suggestion::state).contains(tuple("site-1", State.NONE));
        assertThat(all.run()).isEmpty();
    }

    @Test
    void aSiteThatDismissedACompanyNoLongerCompetesForIt() {
        all.contoso();
        all.site("site-2", "Contoso");
        all.run();
        var pair = new Dismissal("site-1", "c-1");
        all.tenant.ask(new DismissSuggestions(List.of(pair)));
        all.work.dismissed(pair);

        assertThat(all.run())
                .extracting(Suggestion::siteUid, Suggestion::state)
                .containsExactlyInAnyOrder(tuple("site-1", State.NONE), tuple("site-2", State.SUGGESTED));
    }

    @Test
    void whatIsNotSuggestedCannotBeDismissedAndNothingElseIs() {
        all.contoso();

        var decision = all.tenant.ask(
                new DismissSuggestions(List.of(new Dismissal("site-1", "c-1"), new Dismissal("site-2", "c-1"))));

        assertThat(decision.result().message()).isEqualTo("1 of 2 sites cannot be changed, so nothing was changed.");
        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsExactly(
                        "Left as it is, because another site of the request was refused.",
                        "The site is not known, or no longer exists in Datto RMM.");
        assertThat(decision.dismissals()).isEmpty();
        assertThat(all.tenant
                        .ask(new DismissSuggestions(List.of(new Dismissal("site-1", "c-7"))))
                        .result()
                        .message())
                .isEqualTo("The company is not suggested for the site “Contoso”, or no longer is.");
        assertThat(all.tenant.ask(new DismissSuggestions(List.of())).result().message())
                .isEqualTo("The request names no suggestion.");
    }

    @Test
    void aCompanyThatIsToGetANameIsNoCandidateByIt() {
        all.tenant.site("site-9", "Elsewhere").company("c-9", "Old Name");
        all.tenant.ask(new CreateLinks(List.of(new LinkRequest("site-9", "c-9", null))));
        all.tenant.see("site-9", InventoryFake.seen(1, false, "c-9"));
        all.tenant.ask(new ChangeCompany("site-9", CompanyAction.RENAME, "c-9", "Old Name", null, null, "Contoso"));
        all.site("site-1", "Contoso");
        all.work.companyChanged("c-9");

        assertThat(all.run()).isEmpty();
    }

    @Test
    void amongManyOfOneWordTheEqualNameIsFoundAndTheWorkIsBounded() {
        for (var number = 1_000; number < 3_000; number++) {
            all.site("site-" + number, "Customer " + number);
            all.company("c-" + number, "Customer " + number);
        }

        var found = all.run();

        assertThat(found).hasSize(2_000).allSatisfy(suggestion -> {
            assertThat(suggestion.state()).isEqualTo(State.SUGGESTED);
            assertThat(suggestion.candidates().getFirst().companyId())
                    .isEqualTo(suggestion.siteUid().replace("site-", "c-"));
        });
    }
}
