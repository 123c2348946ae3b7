package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkSpec;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkHandlerTest {

    private static final String ACME_SITE = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";

    private final InventoryFake tenant = InventoryFake.connected()
            .site(ACME_SITE, "Acme")
            .site("site-2", "Bolt")
            .onDemandSite("site-od", "Walk-in")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @Test
    void thePackageThatTheVariableLeadsToIsTakenOverAndSaidInTheAuditTrail() {
        tenant.variable("site-2", "c-2", "Agents of the north");

        var decision = link(existing("site-2", "c-2"));

        assertThat(decision.links().getFirst().spec().packageName()).isEqualTo("Agents of the north");
        assertThat(decision.audit().getFirst().why())
                .isEqualTo("its site variable held the installation link of the package “Agents of the north”");
    }

    @Test
    void aVariableThatLeadsElsewhereChangesNothing() {
        tenant.variable("site-2", "c-1", "Agents of the north").variable(ACME_SITE, null, null);

        assertThat(link(existing("site-2", "c-2")).links().getFirst().spec().packageName())
                .isEqualTo("companion-site2");
        assertThat(link(existing(ACME_SITE, "c-1")).links().getFirst().spec().packageName())
                .isEqualTo("companion-3f2504e04f89");
    }

    @Test
    void anotherCompanyGetsAPackageOfTheUsualNameAndTheSameOneKeepsIts() {
        tenant.variable("site-2", "c-2", "Agents of the north");
        link(existing("site-2", "c-2"));

        var again = tenant.ask(new RetryLinks(List.of(existing("site-2", "c-2"))));
        var moved = tenant.ask(new RetryLinks(List.of(existing("site-2", "c-1"))));

        assertThat(again.links().getFirst().spec().packageName()).isEqualTo("Agents of the north");
        assertThat(moved.links().getFirst().spec().packageName()).isEqualTo("companion-site2");
    }

    @Test
    void aSiteIsLinkedToAnExistingCompany() {
        var decision = link(existing(ACME_SITE, "c-1"));

        assertThat(decision.result()).isEqualTo(new RequestResult(true, List.of(accepted(ACME_SITE, 1)), null));
        assertThat(decision.links())
                .containsExactly(new Link(
                        ACME_SITE,
                        "Acme",
                        1,
                        0,
                        new LinkSpec(
                                Wanted.PRESENT,
                                "c-1",
                                null,
                                "companion-3f2504e04f89",
                                PackageProfile.INITIAL,
                                false,
                                null),
                        new Link.Change("request-1", false, new Link.Undo(null)),
                        null,
                        Link.Reserved.NONE,
                        List.of(),
                        List.of("c-1")));
        assertThat(decision.audit()).containsExactly(note(AuditNote.Action.LINK_SITE, ACME_SITE, null, "company c-1"));
    }

    @Test
    void aSiteIsSetAsANewCompanyUnderTheStrippedName() {
        var decision = link(fresh(ACME_SITE, "  Acme Holding "));

        assertThat(decision.links())
                .singleElement()
                .satisfies(link -> assertThat(link.companyName()).isEqualTo("Acme Holding"))
                .satisfies(link -> assertThat(link.companyId()).isNull());
    }

    @Test
    void oneRefusedSiteRefusesAllAndEachGetsAReason() {
        var decision = link(existing(ACME_SITE, "c-1"), existing("site-od", "c-2"), existing("nowhere", "c-9"));

        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
        assertThat(decision.result().message()).isEqualTo("2 of 3 sites cannot be linked, so nothing was changed.");
        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsExactly(
                        "Left as it is, because another site of the request was refused.",
                        "The site “Walk-in” is not a Managed site.",
                        "The site is not known, or no longer exists in Datto RMM.");
        assertThat(tenant.findLink(ACME_SITE)).isEmpty();
    }

    @Test
    void aRequestHasALimit() {
        var links = IntStream.rangeClosed(0, LinkRules.SITES_MAX)
                .mapToObj(i -> fresh("site-" + i, "Company " + i))
                .toList();

        assertThat(tenant.ask(new CreateLinks(links)).result().message())
                .isEqualTo("The request names 2001 sites; 2000 can be linked at once.");
    }

    @Test
    void aRequestWithoutSitesIsRefused() {
        assertThat(tenant.ask(new CreateLinks(List.of())).result().message()).isEqualTo("The request names no site.");
    }

    @Test
    void unlinkingIsANewGenerationThatIsAbsent() {
        link(existing(ACME_SITE, "c-1"));

        var decision = unlink(ACME_SITE);

        assertThat(decision.result().items()).containsExactly(accepted(ACME_SITE, 2));
        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.wanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.generation()).isEqualTo(2);
            assertThat(link.companyId()).isEqualTo("c-1");
            assertThat(link.requestId()).isEqualTo("request-2");
        });
        assertThat(decision.audit())
                .containsExactly(note(AuditNote.Action.UNLINK_SITE, ACME_SITE, "company c-1", null));
    }

    @Test
    void unlinkingTwiceIsAcceptedAndChangesNothing() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);

        var decision = unlink(ACME_SITE);

        assertThat(decision.result().items()).containsExactly(accepted(ACME_SITE, 2));
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit())
                .singleElement()
                .satisfies(note -> assertThat(note.why()).isEqualTo("it was already being unlinked"));
    }

    @Test
    void thePackageGoesTooOnlyWhereThatWasAskedFor() {
        link(existing(ACME_SITE, "c-1"), existing("site-2", "c-2"));

        var kept = unlink("site-2");
        var decision = tenant.ask(new DeleteLinks(List.of(ACME_SITE), true));

        assertThat(kept.links()).extracting(link -> link.spec().deletePackage()).containsExactly(false);
        assertThat(decision.links())
                .extracting(link -> link.spec().deletePackage())
                .containsExactly(true);
        assertThat(decision.audit()).extracting(AuditNote::why).containsExactly("its package is deleted too");
    }

    @Test
    void theChoiceForThePackageCanBeChangedWhileTheSiteIsUnlinked() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);

        var too = tenant.ask(new DeleteLinks(List.of(ACME_SITE), true));
        var again = tenant.ask(new DeleteLinks(List.of(ACME_SITE), true));
        var kept = unlink(ACME_SITE);

        assertThat(too.links()).extracting(Link::generation).containsExactly(3L);
        assertThat(too.links()).extracting(link -> link.spec().deletePackage()).containsExactly(true);
        assertThat(again.links()).isEmpty();
        assertThat(kept.links()).extracting(Link::generation).containsExactly(4L);
        assertThat(kept.links()).extracting(link -> link.spec().deletePackage()).containsExactly(false);
    }

    @Test
    void aLinkThatIsGoneForgetsTheChoiceForItsPackage() {
        link(existing(ACME_SITE, "c-1"));
        tenant.ask(new DeleteLinks(List.of(ACME_SITE), true));
        tenant.see(ACME_SITE, InventoryFake.seen(2, true, "c-1"));

        var anew = link(existing(ACME_SITE, "c-1"));

        assertThat(anew.links()).extracting(link -> link.spec().deletePackage()).containsExactly(false);
        assertThat(unlink(ACME_SITE).links())
                .extracting(link -> link.spec().deletePackage())
                .containsExactly(false);
    }

    @Test
    void aSiteThatIsNotLinkedIsNotUnlinkedNorAnyBesideIt() {
        link(existing(ACME_SITE, "c-1"));

        var decision = unlink(ACME_SITE, "site-2");

        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.links()).isEmpty();
        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsExactly(
                        "Left as it is, because another site of the request was refused.", "The site is not linked.");
    }

    @Test
    void aSiteThatIsStillBeingUnlinkedIsNotLinkedYetNorItsCompanyGiven() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);

        assertRefused(
                link(existing(ACME_SITE, "c-2")), "The site is still being unlinked; link it again once that is done.");
        assertRefused(link(existing("site-2", "c-1")), "The company is still being unlinked from the site “Acme”.");
    }

    @Test
    void aRemovedLinkIsForgottenButForItsGeneration() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);

        var effect = tenant.see(ACME_SITE, InventoryFake.seen(2, true, "c-1")).orElseThrow();

        assertThat(effect.link().wanted()).isEqualTo(Wanted.GONE);
        assertThat(effect.note().orElseThrow().action()).isEqualTo(AuditNote.Action.FORGET_LINK);
        assertThat(link(existing(ACME_SITE, "c-1")).links())
                .singleElement()
                .satisfies(link -> assertThat(link.generation()).isEqualTo(3));
    }

    @Test
    void aRemovalOfAnEarlierGenerationRemovesNothing() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);
        tenant.see(ACME_SITE, InventoryFake.seen(2, true, null));
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);

        tenant.see(ACME_SITE, InventoryFake.seen(2, true, null));

        assertThat(tenant.findLink(ACME_SITE).orElseThrow().wanted()).isEqualTo(Wanted.ABSENT);
    }

    @Test
    void aRemovalOfAnEarlierGenerationDoesNotSayWhatThePresentLinkUses() {
        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);
        tenant.see(ACME_SITE, InventoryFake.seen(2, true, "c-1"));
        link(existing(ACME_SITE, "c-2"));

        assertThat(tenant.see(ACME_SITE, InventoryFake.seen(2, true, "c-1"))).isEmpty();

        assertThat(link(existing("site-2", "c-1")).result().accepted()).isTrue();
    }

    @Test
    void aRemovalThatWasNotRequestedRemovesNothing() {
        link(existing(ACME_SITE, "c-1"));

        tenant.see(ACME_SITE, InventoryFake.seen(1, true, null));

        assertThat(tenant.findLink(ACME_SITE).orElseThrow().wanted()).isEqualTo(Wanted.PRESENT);
    }

    @Test
    void aStatusThatSaysNothingNewHasNoEffect() {
        link(existing(ACME_SITE, "c-1"));
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-1"));

        assertThat(tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-1"))).isEmpty();
    }

    @Test
    void aRetryIsANewGenerationUnderAnotherName() {
        link(fresh(ACME_SITE, "Taken Elsewhere"));

        var decision = retry(fresh(ACME_SITE, "Acme (Northwind)"));

        assertThat(decision.result().items()).containsExactly(accepted(ACME_SITE, 2));
        assertThat(decision.audit())
                .containsExactly(note(
                        AuditNote.Action.RETRY_LINK,
                        ACME_SITE,
                        "new company “Taken Elsewhere”",
                        "new company “Acme (Northwind)”"));
    }

    @Test
    void aRetryKeepsThePackageThatTheLinkWasMadeWith() {
        link(fresh(ACME_SITE, "Taken Elsewhere"));
        var german = new PackageProfile(EnumSet.allOf(PackageModule.class), EnumSet.allOf(AddOn.class), true, "de_DE");
        tenant.ask(new SaveDefaultPackage(german));

        var decision = retry(fresh(ACME_SITE, "Acme (Northwind)"));

        assertThat(decision.links().getFirst().profile()).isEqualTo(PackageProfile.INITIAL);
        assertThat(link(existing("site-2", "c-2")).links().getFirst().profile()).isEqualTo(german);
    }

    @Test
    void aRetryIsHeldToTheSameRules() {
        link(fresh(ACME_SITE, "Taken Elsewhere"));
        link(existing("site-2", "c-2"));

        assertRefused(
                retry(fresh(ACME_SITE, "Acme Ltd")), "A company named “Acme Ltd” exists; link the site to it instead.");
        assertRefused(retry(existing(ACME_SITE, "c-2")), "The company is already linked to the site “Bolt”.");
        assertRefused(retry(fresh(ACME_SITE, " ")), "The company name is empty.");
    }

    @Test
    void aRetryUnderTheSameNameStartsAfresh() {
        link(fresh(ACME_SITE, "Acme Holding"));
        tenant.company("c-9", "Acme Holding");
        tenant.see(ACME_SITE, InventoryFake.seen(1, false, "c-9"));

        assertThat(retry(fresh(ACME_SITE, "Acme Holding")).result().accepted()).isTrue();
    }

    @Test
    void onlyALinkedSiteIsRetried() {
        assertRefused(retry(fresh(ACME_SITE, "Acme Holding")), "The site is not linked.");

        link(existing(ACME_SITE, "c-1"));
        unlink(ACME_SITE);
        assertRefused(retry(fresh(ACME_SITE, "Acme Holding")), "The site is being unlinked.");

        tenant.see(ACME_SITE, InventoryFake.seen(2, true, null));
        assertRefused(retry(fresh(ACME_SITE, "Acme Holding")), "The site is no longer linked.");
    }

    @Test
    void aSiteThatIsGoneCanBeUnlinked() {
        link(existing(ACME_SITE, "c-1"));
        tenant.withoutSite(ACME_SITE);

        assertThat(unlink(ACME_SITE).result().accepted()).isTrue();
    }

    private Decision link(LinkRequest... links) {
        return tenant.ask(new CreateLinks(List.of(links)));
    }

    private Decision retry(LinkRequest... links) {
        return tenant.ask(new RetryLinks(List.of(links)));
    }

    private Decision unlink(String... siteUids) {
        return tenant.ask(new DeleteLinks(List.of(siteUids), false));
    }

    private static LinkRequest existing(String siteUid, String companyId) {
        return new LinkRequest(siteUid, companyId, null);
    }

    private static LinkRequest fresh(String siteUid, String name) {
        return new LinkRequest(siteUid, null, name);
    }

    private static RequestResult.Item accepted(String siteUid, long generation) {
        return new RequestResult.Item(siteUid, true, generation, null);
    }

    private static AuditNote note(AuditNote.Action action, String siteUid, String before, String after) {
        return new AuditNote(action, "site:" + siteUid, before, after, null);
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
