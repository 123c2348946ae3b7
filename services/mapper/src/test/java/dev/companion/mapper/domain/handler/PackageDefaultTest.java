package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkSpec;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the default package is now, for links that were made with an earlier one. */
class PackageDefaultTest {

    private static final PackageProfile GERMAN =
            new PackageProfile(EnumSet.allOf(PackageModule.class), EnumSet.allOf(AddOn.class), true, "de_DE");

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @BeforeEach
    void linkFirst() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
    }

    @Test
    void aLinkTakesOverTheDefaultPackageAndKeepsAllElse() {
        var before = link("site-1");
        tenant.ask(new SaveDefaultPackage(GERMAN));

        var decision = tenant.ask(new ApplyDefaultPackage(List.of("site-1")));

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 2L, null));
        assertThat(decision.links())
                .containsExactly(new Link(
                        "site-1",
                        "Acme",
                        2,
                        0,
                        new LinkSpec(Wanted.PRESENT, "c-1", null, before.spec().packageName(), GERMAN, false, null),
                        new Link.Change("request-3", false, new Link.Undo(PackageProfile.INITIAL)),
                        "c-1",
                        Link.Reserved.NONE,
                        List.of(),
                        List.of("c-1")));
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.APPLY_DEFAULT_PACKAGE,
                        "site:site-1",
                        PackageProfile.INITIAL.toString(),
                        GERMAN.toString(),
                        null));
    }

    @Test
    void aLinkThatHasItAlreadyIsAcceptedAsItIs() {
        tenant.ask(new SaveDefaultPackage(GERMAN));
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", "c-2", null))));

        var decision = tenant.ask(new ApplyDefaultPackage(List.of("site-2", "site-1", "site-2")));

        assertThat(decision.result().items())
                .containsExactly(
                        new RequestResult.Item("site-2", true, 1L, null),
                        new RequestResult.Item("site-1", true, 2L, null));
        assertThat(decision.links()).extracting(Link::siteUid).containsExactly("site-1");
        assertThat(decision.audit())
                .extracting(AuditNote::why)
                .containsExactly("its package already had these contents", null);
    }

    @Test
    void oneSiteThatIsNotLinkedRefusesAll() {
        tenant.ask(new SaveDefaultPackage(GERMAN));

        var decision = tenant.ask(new ApplyDefaultPackage(List.of("site-1", "site-2")));

        assertThat(decision.result().message()).isEqualTo("1 of 2 sites cannot be changed, so nothing was changed.");
        assertThat(decision.result().items())
                .extracting(RequestResult.Item::reason)
                .containsExactly(
                        "Left as it is, because another site of the request was refused.", "The site is not linked.");
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
    }

    @Test
    void aLinkThatIsBeingUnlinkedOrGoneGetsNoPackage() {
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        assertThat(apply("site-1")).isEqualTo("The site is being unlinked.");

        tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        assertThat(apply("site-1")).isEqualTo("The site is no longer linked.");
    }

    @Test
    void nothingIsAppliedBeforeBothSidesAreConnected() {
        assertThat(InventoryFake.blank()
                        .ask(new ApplyDefaultPackage(List.of("site-1")))
                        .result()
                        .message())
                .isEqualTo("Nothing can be linked before GravityZone and Datto RMM are both set up in the settings.");
    }

    @Test
    void aRequestNamesAtLeastOneSiteAndAtMostTwoThousand() {
        var many = IntStream.rangeClosed(0, LinkRules.SITES_MAX)
                .mapToObj(i -> "site-" + i)
                .toList();

        assertThat(tenant.ask(new ApplyDefaultPackage(many)).result().message())
                .isEqualTo("The request names 2001 sites; 2000 can be changed at once.");
        assertThat(apply()).isEqualTo("The request names no site.");
    }

    private String apply(String... siteUids) {
        return tenant.ask(new ApplyDefaultPackage(List.of(siteUids))).result().message();
    }

    private Link link(String siteUid) {
        return tenant.findLink(siteUid).orElseThrow();
    }
}
