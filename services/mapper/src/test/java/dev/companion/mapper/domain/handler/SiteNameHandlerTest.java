package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.NoteSiteName;
import dev.companion.mapper.domain.request.RequestResult;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteNameHandlerTest {

    private final InventoryFake tenant =
            InventoryFake.connected().site("site-1", "Acme").company("c-1", "Acme Ltd");

    @BeforeEach
    void linkAcme() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));
        tenant.see("site-1", new LinkStatus(1, false, "c-1", true, true));
    }

    @Test
    void anotherNameIsNotedWithoutANewGeneration() {
        tenant.site("site-1", "Acme North");
        var before = link();

        var decision = note(null);

        assertThat(decision.result().items()).containsExactly(new RequestResult.Item("site-1", true, 1L, null));
        assertThat(link().siteName()).isEqualTo("Acme North");
        assertThat(link().aliases()).isEmpty();
        assertThat(link().sequence()).isEqualTo(before.sequence() + 1);
        assertThat(link().requestId()).isEqualTo(before.requestId());
        assertThat(link().change().begun()).isTrue();
        assertThat(decision.audit())
                .containsExactly(
                        new AuditNote(AuditNote.Action.NOTE_SITE_NAME, "site:site-1", "Acme", "Acme North", null));
    }

    @Test
    void theEarlierNameIsRememberedWhereThatIsAskedFor() {
        tenant.site("site-1", "Acme North");

        var decision = note("Acme");

        assertThat(link().aliases()).containsExactly("Acme");
        assertThat(decision.audit()).extracting(AuditNote::why).containsExactly("the earlier name is kept");
    }

    @Test
    void onlyANameThatTheSiteHadIsRemembered() {
        tenant.site("site-1", "Acme North");

        assertRefused(note("Bolt"), "The earlier name of the site is “Acme”; no other name can be kept.");
    }

    @Test
    void theNewestTenNamesAreRememberedEachOnce() {
        IntStream.rangeClosed(1, 12).forEach(turn -> {
            var former = link().siteName();
            tenant.site("site-1", "Acme " + turn);
            note(former);
        });
        tenant.site("site-1", "Acme 5");
        note("Acme 12");
        tenant.site("site-1", "Acme 13");
        note("Acme 5");

        assertThat(link().aliases())
                .containsExactly(
                        "Acme 3", "Acme 4", "Acme 6", "Acme 7", "Acme 8", "Acme 9", "Acme 10", "Acme 11", "Acme 12",
                        "Acme 5");
    }

    @Test
    void aliasesOutliveTheLinkAndItsSequenceNeverFallsBack() {
        tenant.site("site-1", "Acme North");
        note("Acme");
        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        var before = link().sequence();
        tenant.see("site-1", InventoryFake.seen(2, true, "c-1"));
        assertThat(link().aliases()).containsExactly("Acme");

        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));

        assertThat(link().aliases()).containsExactly("Acme");
        assertThat(link().sequence()).isGreaterThan(before);
    }

    @Test
    void aNameThatIsNotedAlreadyIsRefusedSoThatTwoPeopleSeeWhoWasFirst() {
        tenant.site("site-1", "Acme North");
        note("Acme");

        assertRefused(note("Acme"), "The name “Acme North” of the site is already noted.");
    }

    @Test
    void onlyALinkedSiteThatExistsHasANameToNote() {
        assertRefused(tenant.ask(new NoteSiteName("site-2", null)), "The site is not linked.");
        assertRefused(tenant.ask(new NoteSiteName(" ", null)), "The request names no site.");

        tenant.withoutSite("site-1");
        assertRefused(note(null), "The site is not known, or no longer exists in Datto RMM.");

        tenant.ask(new DeleteLinks(List.of("site-1"), false));
        assertRefused(note(null), "The site is being unlinked.");
    }

    private Link link() {
        return tenant.findLink("site-1").orElseThrow();
    }

    private Decision note(@Nullable String alias) {
        return tenant.ask(new NoteSiteName("site-1", alias));
    }

    private static void assertRefused(Decision decision, String reason) {
        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.result().message()).isEqualTo(reason);
        assertThat(decision.links()).isEmpty();
        assertThat(decision.audit()).isEmpty();
    }
}
