package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.world.Switch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DattoPagingTest {

    private static final String SITES = "/api/v2/account/sites";
    private static final int DEMO_SITES = 45;

    private final Rig rig = Rig.demo();
    private String bearer = "";

    @BeforeEach
    void signIn() {
        bearer = rig.bearer();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode page(String path) {
        return rig.get(bearer, path).json();
    }

    @Test
    void pagesCountFromZeroAndLinkBothWays() {
        JsonNode first = page(SITES + "?max=20");
        JsonNode second = page(first.path("pageDetails").path("nextPageUrl").asString());
        JsonNode last = page(second.path("pageDetails").path("nextPageUrl").asString());

        assertThat(first.path("pageDetails").path("prevPageUrl").isNull()).isTrue();
        assertThat(first.path("pageDetails").path("count").asInt()).isEqualTo(20);
        assertThat(first.path("pageDetails").path("totalCount").asInt()).isEqualTo(DEMO_SITES);
        assertThat(first.path("pageDetails").path("nextPageUrl").asString())
                .startsWith(rig.simulator.dattoOrigin() + SITES)
                .contains("max=20")
                .contains("page=1");
        assertThat(second.path("pageDetails").path("prevPageUrl").asString()).contains("page=0");
        assertThat(last.path("sites").size()).isEqualTo(5);
        assertThat(last.path("pageDetails").has("nextPageUrl")).isTrue();
        assertThat(last.path("pageDetails").path("nextPageUrl").isNull()).isTrue();
        assertThat(page(SITES + "?max=20&page=1").path("sites")).isEqualTo(second.path("sites"));
    }

    @Test
    void defaultAndCapAre250AsThePaginationCallSays() {
        new BulkSeed(rig.simulator.world()).addSites(DemoMsp.ACCOUNT_UID, 300);

        assertThat(page(SITES).path("sites").size()).isEqualTo(250);
        assertThat(page(SITES + "?max=9999").path("sites").size()).isEqualTo(250);
        assertThat(page("/api/v2/system/pagination").path("max").asInt()).isEqualTo(250);
    }

    @Test
    void aPageBeyondTheEndIsEmptyOrMissing() {
        JsonNode beyond = page(SITES + "?page=9");

        assertThat(beyond.path("sites").isEmpty()).isTrue();
        assertThat(beyond.path("pageDetails").path("nextPageUrl").isNull()).isTrue();
        rig.set(Switch.DATTO_PAGE_BEYOND_END, "404");
        assertThat(rig.get(bearer, SITES + "?page=9").status()).isEqualTo(404);
    }

    @Test
    void nonsenseInThePageParametersIs400() {
        assertThat(rig.get(bearer, SITES + "?page=-1").status()).isEqualTo(400);
        assertThat(rig.get(bearer, SITES + "?max=zero").status()).isEqualTo(400);
        assertThat(rig.get(bearer, SITES + "?max=0").status()).isEqualTo(400);
    }

    @Test
    void filtersSurviveInTheNextAddressUnlessSwitchedToBeLost() {
        String filtered = SITES + "?max=1&siteName=Eastgate%20Logistics";

        assertThat(page(filtered).path("pageDetails").path("totalCount").asInt())
                .isEqualTo(2);
        assertThat(page(filtered).path("pageDetails").path("nextPageUrl").asString())
                .contains("siteName=Eastgate+Logistics");
        rig.set(Switch.DATTO_NEXT_PAGE_FILTERS, "DROPPED");
        assertThat(page(filtered).path("pageDetails").path("nextPageUrl").asString())
                .doesNotContain("siteName");
    }

    @Test
    void siteNameIsALikeFilter() {
        assertThat(page(SITES + "?siteName=eastgate%25office").path("sites").size())
                .isEqualTo(1);
        assertThat(page(SITES + "?siteName=D_ntal").path("sites").size()).isEqualTo(1);
        assertThat(page(SITES + "?siteName=(").path("sites").size()).isEqualTo(1);
    }

    @Test
    void theEndCanLookInThreeWays() {
        rig.set(Switch.DATTO_END_MARKER, "EMPTY");
        assertThat(page(SITES).path("pageDetails").path("nextPageUrl").asString())
                .isEmpty();
        rig.set(Switch.DATTO_END_MARKER, "ABSENT");
        assertThat(page(SITES).path("pageDetails").has("nextPageUrl")).isFalse();
    }

    @Test
    void totalsCanBeMissingAndTheNextHostCanBeForeign() {
        rig.set(Switch.DATTO_TOTAL_COUNT, "OFF");
        rig.set(Switch.DATTO_NEXT_PAGE_HOST, "FOREIGN");
        JsonNode details = page(SITES + "?max=5").path("pageDetails");

        assertThat(details.has("totalCount")).isFalse();
        assertThat(details.path("nextPageUrl").asString()).startsWith("https://elsewhere-api.centrastage.example/");
        rig.set(Switch.DATTO_PAGE_DETAILS, "OFF");
        assertThat(page(SITES + "?max=5").has("pageDetails")).isFalse();
    }

    @Test
    void aRowThatGoesDuringAWalkHidesALivingOne() {
        JsonNode first = page(SITES + "?max=20");
        rig.simulator
                .world()
                .datto()
                .deleteSite(first.path("sites").path(0).path("uid").asString());
        JsonNode second = page(first.path("pageDetails").path("nextPageUrl").asString());

        var seen = new HashSet<String>();
        List.of(first, second)
                .forEach(page -> page.path("sites")
                        .forEach(site -> seen.add(site.path("uid").asString())));
        assertThat(seen).hasSize(40);
        // 41 sites stood in the first two pages of the moved list and the first one: one of them was not shown.
        assertThat(rig.simulator.world().datto().sites(DemoMsp.ACCOUNT_UID).subList(0, 40))
                .filteredOn(site -> !seen.contains(site.uid()))
                .hasSize(1);
    }

    @Test
    void tenThousandSitesCostFortyPagesOfTheirOwnRowsOnly() {
        rig.control("POST", "/reset", "{\"scenario\":\"empty\"}");
        rig.liftLimits();
        JsonNode tenant = rig.control("POST", "/seed", "{\"tenants\":1,\"sites\":10000}")
                .json()
                .path("tenants")
                .path(0);
        bearer = rig.bearer(
                tenant.path("apiKey").asString(), tenant.path("apiSecretKey").asString());

        var seen = new ArrayList<String>();
        String next = SITES;
        int calls = 0;
        while (!next.isEmpty()) {
            JsonNode page = page(next);
            calls++;
            page.path("sites").forEach(site -> seen.add(site.path("uid").asString()));
            assertThat(page.path("sites").size()).isEqualTo(250);
            next = page.path("pageDetails").path("nextPageUrl").asString("");
        }
        assertThat(calls).isEqualTo(40);
        assertThat(new HashSet<>(seen)).hasSize(10_000).hasSameSizeAs(seen);
        assertThat(rig.simulator.journal().count("datto", "GET /v2/account/sites"))
                .isEqualTo(40);
    }
}
