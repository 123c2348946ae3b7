package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.CompanyOrder;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
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
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompanyHandlerTest {

    private static final PackageProfile GERMAN =
            new PackageProfile(EnumSet.allOf(PackageModule.class), EnumSet.allOf(AddOn.class), true, "de_DE");

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company(new ObservedCompany("c-1", "Acme Ltd", true, false, false, "folder-1", null, false))
            .company("c-2", "Bolt GmbH")
            .company(new ObservedCompany("p-1", "Resellers", false, false, false, null, null, false));

    @BeforeEach
    void linkAcme() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
    }

    @Test
    void suspendingIsAnOrderOfTheNextGenerationAndLeavesTheLink() {
        var decision = tenant.ask(change(CompanyAction.SUSPEND));

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 2L, null));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.PRESENT);
            assertThat(link.generation()).isEqualTo(2);
            assertThat(link.requestId()).isEqualTo("request-2");
            assertThat(link.companyOrder())
                    .isEqualTo(new CompanyOrder(
                            CompanyAction.SUSPEND,
                            "c-1",
                            "Acme Ltd",
                            null,
                            null,
                            InventoryFake.NOW,
                            "request-2",
                            null));
        });
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.SUSPEND_COMPANY,
                        "company:c-1",
                        "“Acme Ltd”, active",
                        "“Acme Ltd”, suspended",
                        "it is the company of the site “Acme”"));
    }

    @Test
    void countingIsAnOrderThatChangesNothingAndIsNoEntryOfTheAuditTrail() {
        var decision = tenant.ask(change(CompanyAction.COUNT));

        assertThat(order(decision).action()).isEqualTo(CompanyAction.COUNT);
        assertThat(decision.links()).extracting(Link::wanted).containsExactly(Wanted.PRESENT);
        assertThat(decision.audit()).isEmpty();
    }

    @Test
    void whatWasCountedIsCountedAgainAsOftenAsPeopleAsk() {
        tenant.ask(change(CompanyAction.COUNT));

        assertThat(tenant.ask(change(CompanyAction.COUNT)).links())
                .extracting(Link::generation)
                .containsExactly(3L);
    }

    @Test
    void aCountDoesNotTakeThePlaceOfADecisionThatItsRequesterCouldNotSee() {
        tenant.ask(change(CompanyAction.SUSPEND));

        assertRefused(
                change(CompanyAction.COUNT),
                "A decision about the company was made less than a minute ago. Count the machines again when it is"
                        + " carried out.");
        var later = InventoryFake.NOW.plusSeconds(60);
        assertThat(order(tenant.ask(change(CompanyAction.COUNT), later)).action())
                .isEqualTo(CompanyAction.COUNT);
    }

    @Test
    void nothingIsCountedWhileTheSiteIsBeingUnlinkedSinceTheDecisionToDeleteWouldBeLost() {
        tenant.ask(new DeleteLinks(List.of("site-1"), false));

        assertThat(tenant.ask(change(CompanyAction.COUNT)).links()).isEmpty();
    }

    @Test
    void whatIsSoAlreadyAsFarAsWasObservedIsTakenAllTheSameSinceThatMayBeOld() {
        tenant.company(new ObservedCompany("c-1", "Acme Ltd", true, false, false, null, null, false));

        var decision = tenant.ask(change(CompanyAction.ACTIVATE));
        assertThat(order(decision).action()).isEqualTo(CompanyAction.ACTIVATE);
        assertThat(decision.audit()).extracting(AuditNote::after).containsExactly("“Acme Ltd”, active");
    }

    @ParameterizedTest
    @CsvSource({"p-1,“Resellers”", "folder-9,folder or company folder-9", "root-1,folder or company root-1"})
    void aCompanyMovesUnderAPartnerOrAFolder(String parentId, String inWords) {
        var decision = tenant.ask(move(parentId));

        assertThat(order(decision).parentId()).isEqualTo(parentId);
        assertThat(decision.links()).extracting(Link::wanted).containsExactly(Wanted.PRESENT);
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.MOVE_COMPANY,
                        "company:c-1",
                        "“Acme Ltd”, under folder or company folder-1",
                        "“Acme Ltd”, under " + inWords,
                        "it is the company of the site “Acme”"));
    }

    @Test
    void aCompanyMovesNeitherUnderItselfNorUnderACustomerNorNowhere() {
        assertRefused(move("c-1"), "A company cannot be moved under itself.");
        assertRefused(
                move("c-2"), "The company “Bolt GmbH” is a customer; only a partner or a folder has companies in it.");
        assertRefused(move(" "), "The request does not say where the company is to move.");
        assertRefused(move(null), "The request does not say where the company is to move.");
    }

    @Test
    void deletingTakesTheLinkApartFirst() {
        var decision = tenant.ask(delete(" Acme Ltd ", 3L));

        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.generation()).isEqualTo(2);
            assertThat(link.companyOrder())
                    .isEqualTo(new CompanyOrder(
                            CompanyAction.DELETE, "c-1", "Acme Ltd", null, 3L, InventoryFake.NOW, "request-2", null));
        });
        assertThat(decision.audit())
                .containsExactly(
                        new AuditNote(
                                AuditNote.Action.DELETE_COMPANY,
                                "company:c-1",
                                "“Acme Ltd”",
                                null,
                                "it is the company of the site “Acme”; the name was typed, and 3 machines with an agent"
                                        + " were seen"),
                        new AuditNote(
                                AuditNote.Action.UNLINK_SITE,
                                "site:site-1",
                                "company c-1",
                                null,
                                "its company is to be deleted"));
    }

    @Test
    void theCompanyOfALinkThatIsBeingUnlinkedCanBeDeletedToo() {
        tenant.ask(new DeleteLinks(List.of("site-1"), true));

        var decision = tenant.ask(delete("Acme Ltd", 0L));

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 3L, null));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.spec().deletePackage()).isTrue();
            assertThat(link.companyOrder()).isNotNull();
        });
        assertThat(decision.audit()).extracting(AuditNote::action).containsExactly(AuditNote.Action.DELETE_COMPANY);
    }

    @Test
    void onceDeletedTheLinkIsGoneAndItsOrderToo() {
        tenant.ask(delete("Acme Ltd", 0L));

        tenant.see("site-1", new LinkStatus(2, true, null, true, true));

        assertThat(link().wanted()).isEqualTo(Wanted.GONE);
        assertThat(link().companyOrder()).isNull();
        var anew = tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-2", null))));
        assertThat(anew.links()).extracting(Link::generation).containsExactly(3L);
        assertThat(anew.links().getFirst().companyOrder()).isNull();
    }

    @Test
    void aStatusDoesNotTouchTheOrder() {
        tenant.ask(change(CompanyAction.SUSPEND));
        var ordered = link();

        tenant.see("site-1", new LinkStatus(2, false, "c-1", true, true));

        assertThat(link().companyOrder()).isEqualTo(ordered.companyOrder());
        assertThat(link().generation()).isEqualTo(2);
    }

    @Test
    void theNextChangeOfTheLinkDropsTheOrder() {
        tenant.ask(new SaveDefaultPackage(GERMAN));

        tenant.ask(change(CompanyAction.SUSPEND));
        tenant.ask(new ApplyDefaultPackage(List.of("site-1")));
        assertThat(link().companyOrder()).isNull();

        tenant.ask(change(CompanyAction.SUSPEND));
        tenant.ask(move("p-1"));
        assertThat(link().companyOrder()).extracting(CompanyOrder::action).isEqualTo(CompanyAction.MOVE);

        tenant.ask(new RetryLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        assertThat(link().companyOrder()).isNull();

        tenant.ask(change(CompanyAction.SUSPEND));
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        assertThat(link().companyOrder()).isNull();
        assertThat(link().generation()).isEqualTo(8);
    }

    @Test
    void whoUnlinksAfterADeletionWasDecidedKeepsTheCompany() {
        tenant.ask(delete("Acme Ltd", 0L));

        var decision = tenant.ask(new DeleteLinks(List.of("site-1"), false));

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 3L, null));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.companyOrder()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"Acme ltd", "Acme", "'Acme  Ltd'", "Bolt GmbH"})
    void aDeletionNeedsTheExactName(String typed) {
        assertRefused(delete(typed, 0L), "The name that was typed is not “Acme Ltd”, so nothing is deleted.");
    }

    @Test
    void aDeletionNeedsTheNameOfTodayAndACount() {
        var unsaid = "The request does not say how many machines with an agent the company was seen to have.";
        assertRefused(delete("Acme Ltd", null), unsaid);
        assertRefused(delete("Acme Ltd", -1L), unsaid);

        tenant.company("c-1", "Acme Holding");
        assertRefused(delete("Acme Ltd", 0L), "The name that was typed is not “Acme Holding”, so nothing is deleted.");
    }

    @Test
    void aCompanyThatAnotherLinkHoldsIsNotDeleted() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", null, "Bolt Holding"))));
        tenant.see("site-2", InventoryFake.seen(1, false, "c-1"));

        assertRefused(delete("Acme Ltd", 0L), "The company is linked to the site “Bolt” too, so it is not deleted.");
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void neitherAPartnerNorTheOwnCompanyIsTouched(CompanyAction action) {
        tenant.company(new ObservedCompany("c-1", "Acme Ltd", false, false, false, null, null, false));
        assertRefused(
                change(action, "c-1"),
                "The company “Acme Ltd” is a partner; only a customer can be changed from here.");

        tenant.company("root-1", "Northwind IT");
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", null, "Bolt Holding"))));
        tenant.see("site-2", InventoryFake.seen(1, false, "root-1"));
        assertRefused(
                new ChangeCompany("site-2", action, "root-1", "Northwind IT", "p-1", 0L, null),
                "This is your own company in GravityZone, which Companion never changes.");
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void theDecisionIsAboutTheCompanyInUse(CompanyAction action) {
        assertRefused(change(action, "c-2"), "The link now uses another company. Review it and decide again.");

        tenant.ask(new RetryLinks(List.of(new LinkRequest("site-1", "c-2", null))));
        assertRefused(change(action, "c-1"), "The link now uses another company. Review it and decide again.");
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aLinkWithoutACompanyHasNothingToDecideAbout(CompanyAction action) {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", "c-2", null))));

        assertRefused(
                new ChangeCompany("site-2", action, "c-2", "Bolt GmbH", "p-1", 0L, null),
                "The link uses no company yet. Try again in a moment.");
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aCompanyThatCannotBeSeenIsNotChanged(CompanyAction action) {
        tenant.withoutCompany("c-1");

        assertRefused(change(action, "c-1"), "The company is not known, or can no longer be seen in GravityZone.");
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aSiteThatIsNotLinkedHasNoCompany(CompanyAction action) {
        assertRefused(
                new ChangeCompany("site-2", action, "c-2", "Bolt GmbH", "p-1", 0L, null), "The site is not linked.");

        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        if (action != CompanyAction.DELETE) {
            assertRefused(change(action, "c-1"), "The site is being unlinked.");
        }
        tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        assertRefused(change(action, "c-1"), "The site is no longer linked.");
    }

    @ParameterizedTest
    @CsvSource({"' ',c-1,Acme Ltd", "site-1,'',Acme Ltd", "site-1,c-1,' '"})
    void aRequestNamesSiteAndCompany(String siteUid, String companyId, String name) {
        var decision = tenant.ask(new ChangeCompany(siteUid, CompanyAction.SUSPEND, companyId, name, null, null, null));

        assertThat(decision.result().message())
                .isEqualTo("The request does not say which company of which site it is about.");
        assertThat(decision.links()).isEmpty();
    }

    @Test
    void nothingIsDecidedBeforeBothSidesAreConnected() {
        var decision = InventoryFake.blank().ask(change(CompanyAction.SUSPEND));

        assertThat(decision.result().message())
                .isEqualTo("Nothing can be linked before GravityZone and Datto RMM are both set up in the settings.");
    }

    private Link link() {
        return tenant.findLink("site-1").orElseThrow();
    }

    private static @Nullable CompanyOrder order(Decision decision) {
        return decision.links().getFirst().companyOrder();
    }

    private static ChangeCompany change(CompanyAction action) {
        return new ChangeCompany("site-1", action, "c-1", "Acme Ltd", null, null, null);
    }

    private static ChangeCompany change(CompanyAction action, String companyId) {
        return new ChangeCompany("site-1", action, companyId, "Acme Ltd", "p-1", 0L, null);
    }

    private static ChangeCompany move(@Nullable String parentId) {
        return new ChangeCompany("site-1", CompanyAction.MOVE, "c-1", "Acme Ltd", parentId, null, null);
    }

    private static ChangeCompany delete(String typed, @Nullable Long endpoints) {
        return new ChangeCompany("site-1", CompanyAction.DELETE, "c-1", typed, null, endpoints, null);
    }

    private void assertRefused(ChangeCompany wanted, String reason) {
        var decision = tenant.ask(wanted);

        assertThat(decision.result())
                .isEqualTo(new RequestResult(
                        false, List.of(new RequestResult.Item(wanted.siteUid(), false, null, reason)), reason));
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
    }
}
