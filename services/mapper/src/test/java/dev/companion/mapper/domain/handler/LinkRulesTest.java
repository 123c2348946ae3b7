package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.RequestResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason to refuse a link, by name. */
class LinkRulesTest {

    private static final String ACME_SITE = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";

    private final InventoryFake tenant = InventoryFake.connected()
            .site(ACME_SITE, "Acme")
            .site("site-2", "Bolt")
            .onDemandSite("site-od", "Walk-in")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @Test
    void nothingIsLinkedBeforeBothSidesAreConnected() {
        var blank = InventoryFake.blank().site(ACME_SITE, "Acme").company("c-1", "Acme Ltd");

        var decision = blank.ask(new CreateLinks(List.of(existing(ACME_SITE, "c-1"))));

        assertRefused(
                decision, "Nothing can be linked before GravityZone and Datto RMM are both set up in the settings.");
    }

    @Test
    void aLinkedSiteIsNotLinkedAgain() {
        link(existing(ACME_SITE, "c-1"));

        assertRefused(link(existing(ACME_SITE, "c-2")), "The site is already linked.");
    }

    @Test
    void aSiteMayNotBeNamedTwice() {
        var decision = link(existing(ACME_SITE, "c-1"), existing(ACME_SITE, "c-2"));

        assertRefused(decision, "The site is named more than once in this request.");
        assertThat(decision.result().items()).hasSize(1);
    }

    @Test
    void twoSitesMayNotShareACompany() {
        link(existing(ACME_SITE, "c-1"));

        assertRefused(link(existing("site-2", "c-1")), "The company is already linked to the site “Acme”.");
    }

    @Test
    void anEarlierNameStaysReservedUntilAStatusOfTheLaterGeneration() {
        link(fresh(ACME_SITE, "Acme West"));
        tenant.ask(new RetryLinks(List.of(fresh(ACME_SITE, "Acme East"))));
        tenant.company("c-9", "Acme West");

        assertRefused(link(existing("site-2", "c-9")), "The company is being created for the site “Acme”.");
        tenant.see(ACME_SITE, InventoryFake.seen(2, false, null));
        assertThat(link(existing("site-2", "c-9")).result().accepted()).isTrue();
    }

    @Test
    void anEarlierCompanyStaysReservedUntilAStatusOfTheLaterGeneration() {
        tenant.company("c-3", "Cask AG");
        link(existing(ACME_SITE, "c-1"));
        tenant.ask(new RetryLinks(List.of(existing(ACME_SITE, "c-2"))));
        tenant.ask(new RetryLinks(List.of(existing(ACME_SITE, "c-3"))));

        assertRefused(link(existing("site-2", "c-1")), "The company is already linked to the site “Acme”.");
        tenant.see(ACME_SITE, InventoryFake.seen(2, false, null));
        assertRefused(link(existing("site-2", "c-2")), "The company is already linked to the site “Acme”.");

        tenant.see(ACME_SITE, InventoryFake.seen(3, false, "c-2"));
        assertRefused(link(existing("site-2", "c-2")), "The company is already linked to the site “Acme”.");
        assertThat(link(existing("site-2", "c-1")).result().accepted()).isTrue();
    }

    @Test
    void twoSitesOfOneRequestMayNotShareACompany() {
        var decision = link(existing(ACME_SITE, "c-1"), existing("site-2", "c-1"));

        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsOnly("This request links the company to more than one site.");
    }

    @Test
    void aCompanyThatWasCreatedForALinkIsTakenByIt() {
        link(fresh(ACME_SITE, "Acme Holding"));
        tenant.company("c-9", "Acme Holding");
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-9"));

        assertRefused(link(existing("site-2", "c-9")), "The company is already linked to the site “Acme”.");
    }

    @Test
    void aCompanyThatIsSeenBeforeItsLinkReportsItIsNotGivenToAnother() {
        link(fresh(ACME_SITE, "Acme Holding"));
        tenant.company("c-9", "ACME Holding");

        assertRefused(link(existing("site-2", "c-9")), "The company is being created for the site “Acme”.");
    }

    @Test
    void aPartnerIsNotLinked() {
        tenant.company(new ObservedCompany("c-p", "Reseller", false, false, false, null, null, false));

        assertRefused(
                link(existing(ACME_SITE, "c-p")),
                "The company “Reseller” is a partner; only a customer can be linked.");
    }

    @Test
    void aSuspendedCompanyIsNotLinked() {
        tenant.company(new ObservedCompany("c-s", "Late Payer", true, true, false, null, null, false));

        assertRefused(link(existing(ACME_SITE, "c-s")), "The company “Late Payer” is suspended.");
    }

    @Test
    void aCompanyThatIsClosedToItsPartnerIsNotLinked() {
        tenant.company(new ObservedCompany("c-c", "Closed", true, false, true, null, null, false));

        assertRefused(
                link(existing(ACME_SITE, "c-c")), "The company “Closed” does not let its partner manage its packages.");
    }

    @Test
    void aCompanyThatIsNoLongerReachableIsNotLinkedAndKeepsItsName() {
        tenant.company(new ObservedCompany("c-u", "Moved Away", true, false, false, null, null, true));

        assertRefused(
                link(existing(ACME_SITE, "c-u")), "The company “Moved Away” can no longer be seen in GravityZone.");
        assertRefused(
                link(fresh(ACME_SITE, "moved away")),
                "A company named “moved away” exists in GravityZone, but is no longer reachable; another name is needed.");
    }

    @Test
    void theNameOfTheOwnLinksCompanyIsTakenWhileThatIsNoLongerReachable() {
        link(fresh(ACME_SITE, "Acme Holding"));
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-9"));
        tenant.company(new ObservedCompany("c-9", "Acme Holding", true, false, false, null, null, true));

        assertRefused(
                tenant.ask(new RetryLinks(List.of(fresh(ACME_SITE, "Acme Holding")))),
                "A company named “Acme Holding” exists in GravityZone, but is no longer reachable; another name is needed.");
        assertThat(tenant.ask(new RetryLinks(List.of(fresh(ACME_SITE, "Acme Again"))))
                        .result()
                        .accepted())
                .isTrue();
    }

    @Test
    void theSameTargetMayBeRequestedAgainToRepairALink() {
        link(existing(ACME_SITE, "c-1"), fresh("site-2", "Bolt Holding"));
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-1"));
        tenant.see("site-2", InventoryFake.seen(1, false, "c-9"));
        tenant.company("c-9", "Bolt Holding");

        var decision = tenant.ask(new RetryLinks(List.of(existing(ACME_SITE, "c-1"), fresh("site-2", "Bolt Holding"))));
        var byId = tenant.ask(new RetryLinks(List.of(existing("site-2", "c-9"))));

        assertThat(decision.links()).extracting(Link::generation).containsExactly(2L, 2L);
        assertThat(byId.links()).extracting(Link::generation).containsExactly(3L);
    }

    @Test
    void theNameOfACompanyThatIsGoneIsFree() {
        link(existing(ACME_SITE, "c-1"));
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-1"));
        tenant.withoutCompany("c-1");

        var decision = tenant.ask(new RetryLinks(List.of(fresh(ACME_SITE, "Acme Ltd"))));

        assertThat(decision.links()).extracting(Link::companyName).containsExactly("Acme Ltd");
    }

    @Test
    void anUnknownCompanyIsNotLinked() {
        assertRefused(
                link(existing(ACME_SITE, "c-404")),
                "The company is not known, or can no longer be seen in GravityZone.");
    }

    @Test
    void aLinkRequestNamesExactlyOneTarget() {
        assertRefused(
                link(new LinkRequest(ACME_SITE, "c-1", "Acme Holding")),
                "Exactly one of an existing company and the name of a new one must be given.");
        assertRefused(
                link(new LinkRequest(ACME_SITE, null, null)),
                "Exactly one of an existing company and the name of a new one must be given.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme Ltd", " acme LTD ", "ACME ltd"})
    void aNameThatExistsIsToBeLinkedInstead(String name) {
        assertRefused(
                link(fresh(ACME_SITE, name)),
                "A company named “%s” exists; link the site to it instead.".formatted(name.strip()));
    }

    @Test
    void theNameOfTheOwnCompanyIsTaken() {
        assertRefused(
                link(fresh(ACME_SITE, "northwind it")),
                "“northwind it” is the name of your own company in GravityZone.");
    }

    @Test
    void aNameThatIsBeingCreatedIsTaken() {
        link(fresh(ACME_SITE, "Acme Holding"));

        assertRefused(
                link(fresh("site-2", "acme holding")), "A company of that name is being created for the site “Acme”.");
    }

    @Test
    void aNameMayNotBeRequestedTwiceInOneRequest() {
        var decision = link(fresh(ACME_SITE, "Twin"), fresh("site-2", "twin"));

        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsOnly("This request creates a company of that name for more than one site.");
    }

    @Test
    void aNameIsFreeAgainOnceItsCompanyIsVisibleUnderAnother() {
        link(fresh(ACME_SITE, "Acme Holding"));
        tenant.company("c-9", "Acme Renamed");
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-9"));

        assertThat(link(fresh("site-2", "Acme Holding")).result().accepted()).isTrue();
    }

    private Decision link(LinkRequest... requests) {
        return tenant.ask(new CreateLinks(List.of(requests)));
    }

    private static LinkRequest existing(String siteUid, String companyId) {
        return new LinkRequest(siteUid, companyId, null);
    }

    private static LinkRequest fresh(String siteUid, String name) {
        return new LinkRequest(siteUid, null, name);
    }

    private static void assertRefused(Decision decision, String reason) {
        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.result().message()).isEqualTo(reason);
        assertThat(decision.result().items())
                .allSatisfy(item -> assertThat(item.reason()).isEqualTo(reason));
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
    }
}
