package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.request.Request.CancelTask;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskHandlerTest {

    private static final String GOES_ON = "Work on it has begun, so it continues.";
    private static final String NOT_TAKEN_BACK = "Its change cannot be cancelled, so it continues.";
    private static final PackageProfile GERMAN =
            new PackageProfile(EnumSet.allOf(PackageModule.class), EnumSet.allOf(AddOn.class), true, "de_DE");

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @Test
    void whatHasNotBegunIsDroppedAndWhatHasGoesOn() {
        link("c-1", "c-2");
        tenant.see("site-2", new LinkStatus(1, false, null, true, false));

        var decision = tenant.ask(new CancelTask("request-1"));

        assertThat(decision.result())
                .isEqualTo(new RequestResult(
                        true,
                        List.of(
                                new RequestResult.Item("site-1", true, 2L, null),
                                new RequestResult.Item("site-2", false, null, GOES_ON)),
                        null));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.siteUid()).isEqualTo("site-1");
            assertThat(link.wanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.generation()).isEqualTo(2);
            assertThat(link.spec().deletePackage()).isFalse();
            assertThat(link.requestId()).isEqualTo("request-2");
        });
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.CANCEL_TASK,
                        "site:site-1",
                        "company c-1",
                        null,
                        "not begun, of task request-1"));
    }

    @Test
    void aDroppedLinkEndsLikeAnyOtherAndItsSiteCanBeLinkedAgain() {
        link("c-1");
        tenant.ask(new CancelTask("request-1"));
        tenant.see("site-1", InventoryFake.seen(2, true, null));

        link("c-1");
        var again = tenant.ask(new CancelTask("request-3"));

        assertThat(again.result().items()).containsExactly(new RequestResult.Item("site-1", true, 4L, null));
    }

    @Test
    void aStatusOfAnotherGenerationSaysNothingOfThisOne() {
        link("c-1");
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        tenant.see("site-1", InventoryFake.seen(2, true, null));
        link("c-1");

        tenant.see("site-1", new LinkStatus(2, false, null, true, true));

        assertThat(tenant.ask(new CancelTask("request-3")).result().accepted()).isTrue();
    }

    @Test
    void aLinkThatUsesACompanyHasBegun() {
        link("c-1");
        tenant.see("site-1", InventoryFake.seen(1, false, "c-1"));

        assertRefused("request-1", GOES_ON);
    }

    @Test
    void whatWasSeenToBeginStaysBegun() {
        link("c-1");
        tenant.see("site-1", new LinkStatus(1, false, null, true, false));
        tenant.see("site-1", new LinkStatus(1, false, null, false, false));

        assertRefused("request-1", GOES_ON);
    }

    @Test
    void anAppliedPackageIsPutBackIfWorkOnItHasNotBegun() {
        link("c-1");
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
        tenant.ask(new SaveDefaultPackage(GERMAN));
        tenant.ask(new ApplyDefaultPackage(List.of("site-1")));
        tenant.see("site-1", new LinkStatus(2, false, "c-1", true, false));

        var decision = tenant.ask(new CancelTask("request-3"));

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 3L, null));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.PRESENT);
            assertThat(link.profile()).isEqualTo(PackageProfile.INITIAL);
            assertThat(link.companyInUse()).isEqualTo("c-1");
        });
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.CANCEL_TASK,
                        "site:site-1",
                        GERMAN.toString(),
                        PackageProfile.INITIAL.toString(),
                        "not begun, of task request-3"));
    }

    @Test
    void anAppliedPackageThatIsWorkedOnStays() {
        link("c-1");
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
        tenant.ask(new SaveDefaultPackage(GERMAN));
        tenant.ask(new ApplyDefaultPackage(List.of("site-1")));
        tenant.see("site-1", new LinkStatus(2, false, "c-1", true, true));

        assertRefused("request-3", GOES_ON);
    }

    @Test
    void aLaterChangeTakesTheLinkOutOfTheTask() {
        link("c-1");
        tenant.ask(new SaveDefaultPackage(GERMAN));
        tenant.ask(new ApplyDefaultPackage(List.of("site-1")));

        var decision = tenant.ask(new CancelTask("request-1"));

        assertThat(decision.result().message()).isEqualTo("Nothing of this task is left to cancel.");
        assertThat(tenant.findLink("site-1").orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void whatReplacedSomethingElseIsNotTakenBack() {
        link("c-1");
        tenant.ask(new RetryLinks(List.of(new LinkRequest("site-1", "c-2", null))));
        assertRefused("request-2", NOT_TAKEN_BACK);

        tenant.see("site-1", InventoryFake.seen(2, false, "c-2"));
        tenant.ask(new ChangeCompany("site-1", CompanyAction.SUSPEND, "c-2", "Bolt GmbH", null, null, null));
        assertRefused("request-4", NOT_TAKEN_BACK);

        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        assertRefused("request-6", NOT_TAKEN_BACK);
    }

    @Test
    void aCancelledTaskIsNotCancelledAgainNorIsTheCancelling() {
        link("c-1");
        tenant.ask(new CancelTask("request-1"));

        assertThat(tenant.ask(new CancelTask("request-1")).result().message())
                .isEqualTo("Nothing of this task is left to cancel.");
        assertRefused("request-2", NOT_TAKEN_BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-99", "no | id"})
    void aTaskOfWhichNothingIsKnownIsRefused(String taskId) {
        link("c-1");

        var decision = tenant.ask(new CancelTask(taskId));

        assertThat(decision.result()).isEqualTo(RequestResult.refused("Nothing of this task is left to cancel."));
        assertThat(decision.links()).isEmpty();
    }

    @Test
    void aTaskHasAnId() {
        assertThat(tenant.ask(new CancelTask(" ")).result())
                .isEqualTo(RequestResult.refused("The request does not say which task it is about."));
    }

    /** In order to the sites site-1, site-2. */
    private void link(String... companyIds) {
        var links = new ArrayList<LinkRequest>();
        for (var companyId : companyIds) {
            links.add(new LinkRequest("site-" + (links.size() + 1), companyId, null));
        }
        assertThat(tenant.ask(new CreateLinks(List.copyOf(links))).result().accepted())
                .isTrue();
    }

    private void assertRefused(String taskId, String reason) {
        var before = tenant.findLink("site-1");

        var decision = tenant.ask(new CancelTask(taskId));

        assertThat(decision.result())
                .isEqualTo(new RequestResult(
                        false,
                        List.of(new RequestResult.Item("site-1", false, null, reason)),
                        "Nothing of this task could be cancelled."));
        assertThat(decision.audit()).isEmpty();
        assertThat(tenant.findLink("site-1")).isEqualTo(before);
    }
}
