package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package that was there before the link is not deleted with it: other machines may install from it. */
class TakenOverPackageTest {

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company("c-1", "Acme Ltd")
            .company("c-2", "Bolt GmbH");

    @Test
    void itIsKeptAndThatIsSaidInTheAuditTrail() {
        tenant.variable("site-2", "c-2", "Agents of the north");
        link("site-1", "c-1");
        link("site-2", "c-2");

        var decision = unlink(true, "site-1", "site-2");

        assertThat(decision.links()).extracting(Link::siteUid).containsExactly("site-1", "site-2");
        assertThat(decision.links())
                .extracting(link -> link.spec().deletePackage())
                .containsExactly(true, false);
        assertThat(decision.audit())
                .extracting(AuditNote::why)
                .containsExactly(
                        "its package is deleted too",
                        "its package “Agents of the north” is kept, because it was there before the link");
    }

    @Test
    void toAskForItsDeletionAgainChangesNothing() {
        tenant.variable("site-2", "c-2", "Agents of the north");
        link("site-2", "c-2");
        unlink(false, "site-2");

        var again = unlink(true, "site-2");

        assertThat(again.result().accepted()).isTrue();
        assertThat(again.links()).isEmpty();
        assertThat(again.audit())
                .extracting(AuditNote::why)
                .containsExactly(
                        "it was already being unlinked; its package “Agents of the north” is kept, because it was there"
                                + " before the link");
    }

    @Test
    void onesOwnIsDeletedThoughItWasFoundAgain() {
        tenant.variable("site-2", "c-2", "companion-site2");
        link("site-2", "c-2");

        var decision = unlink(true, "site-2");

        assertThat(decision.links())
                .extracting(link -> link.spec().deletePackage())
                .containsExactly(true);
        assertThat(decision.audit()).extracting(AuditNote::why).containsExactly("its package is deleted too");
    }

    private void link(String siteUid, String companyId) {
        tenant.ask(new CreateLinks(List.of(new LinkRequest(siteUid, companyId, null))));
    }

    private Decision unlink(boolean withPackages, String... siteUids) {
        return tenant.ask(new DeleteLinks(List.of(siteUids), withPackages));
    }
}
