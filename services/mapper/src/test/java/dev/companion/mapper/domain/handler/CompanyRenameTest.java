package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.CompanyOrder;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.vocabulary.CompanyAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A company is given another name, which has to be as free as that of a new one. */
class CompanyRenameTest {

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @BeforeEach
    void linkAcme() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
        tenant.site("site-1", "Acme North");
    }

    @Test
    void theOrderGoesIntoTheLinkAndTheSitesNameIsNotNotedBeforeTheCompanyHasIt() {
        var decision = rename(" Acme North ");

        assertThat(decision.links()).singleElement().satisfies(link -> {
            assertThat(link.generation()).isEqualTo(2);
            assertThat(link.wanted()).isEqualTo(Link.Wanted.PRESENT);
            assertThat(link.siteName()).isEqualTo("Acme");
            assertThat(link.companyOrder())
                    .isEqualTo(new CompanyOrder(
                            CompanyAction.RENAME,
                            "c-1",
                            "Acme Ltd",
                            null,
                            null,
                            InventoryFake.NOW,
                            "request-2",
                            "Acme North"));
        });
        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.RENAME_COMPANY,
                        "company:c-1",
                        "“Acme Ltd”",
                        "“Acme North”",
                        "it is the company of the site “Acme”"));
    }

    @Test
    void onlyWhoRenamesSaysAnythingOfTheSitesName() {
        tenant.ask(new ChangeCompany("site-1", CompanyAction.SUSPEND, "c-1", "Acme Ltd", null, null, "Acme North"));

        assertThat(tenant.findLink("site-1").orElseThrow()).satisfies(link -> {
            assertThat(link.siteName()).isEqualTo("Acme");
            assertThat(link.companyOrder()).extracting(CompanyOrder::newName).isNull();
        });
    }

    @Test
    void theOwnNameInOtherLettersIsFree() {
        assertThat(rename("ACME LTD").result().accepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a<b", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void aNameThatGravityZoneWouldRefuseIsRefusedHere(String name) {
        assertThat(rename(name).result().message()).startsWith("The company name ");
    }

    @Test
    void aNameIsSaid() {
        assertRefused(rename(null), "The request does not say which name the company is to have.");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertRefused(rename("bolt gmbh"), "Another company is named “bolt gmbh”.");
        assertRefused(rename("Northwind IT"), "“Northwind IT” is the name of your own company in GravityZone.");

        tenant.company(new ObservedCompany("c-3", "Cask", true, false, false, null, null, true));
        assertRefused(
                rename("Cask"),
                "A company named “Cask” exists in GravityZone, but is no longer reachable; another name is needed.");

        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", null, "Dune"))));
        assertRefused(rename("Dune"), "A company of that name is being created for the site “Bolt”.");
    }

    @Test
    void aNameThatACompanyIsToGetIsTakenForEverybodyElseUntilItIsSeenOrDropped() {
        rename("Acme North");

        assertRefusedLink("The company of the site “Acme” is to get that name.");

        tenant.company("c-1", "Acme North");
        assertRefusedLink("A company named “Acme North” exists; link the site to it instead.");

        tenant.company("c-1", "Acme Elsewhere");
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        assertThat(linkAsAcmeNorth().result().accepted()).isTrue();
    }

    @Test
    void aCompanyThatIsNoLongerReachableIsNotRenamed() {
        tenant.company(new ObservedCompany("c-1", "Acme Ltd", true, false, false, null, null, true));

        assertRefused(rename("Acme North"), "The company is not known, or can no longer be seen in GravityZone.");
    }

    private Decision rename(@Nullable String newName) {
        return tenant.ask(new ChangeCompany("site-1", CompanyAction.RENAME, "c-1", "Acme Ltd", null, null, newName));
    }

    private Decision linkAsAcmeNorth() {
        return tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", null, "acme north"))));
    }

    private void assertRefusedLink(String reason) {
        assertRefused(linkAsAcmeNorth(), reason.replace("named “Acme North”", "named “acme north”"));
    }

    private static void assertRefused(Decision decision, String reason) {
        assertThat(decision.result().message()).isEqualTo(reason);
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
    }
}
