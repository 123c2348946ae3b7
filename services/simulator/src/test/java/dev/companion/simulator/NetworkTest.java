package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.world.Switch;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworkTest {

    private static final String TREE =
            "{\"filters\":{\"type\":{\"companies\":true},\"depth\":{\"allItemsRecursively\":true}},\"page\":%d,\"perPage\":%d}";

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode tree(int page, int perPage) {
        return rig.gz("v1.1", "network.getNetworkInventoryItems", TREE.formatted(page, perPage))
                .json()
                .path("result");
    }

    private JsonNode row(JsonNode items, String name) {
        for (JsonNode item : items) {
            if (item.path("name").asString().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no row " + name);
    }

    @Test
    void companiesAreListedOneLevelAtATimeAsABareArray() {
        JsonNode own = rig.result("network.getCompaniesList", "{}");

        // Fifteen customers but for one in a folder and one below the branch; the branch itself is listed.
        assertThat(own.isArray()).isTrue();
        assertThat(own.size()).isEqualTo(14);
        assertThat(own.path(0).propertyNames()).containsExactly("id", "name");
        assertThat(own.toString()).doesNotContain("Lindqvist").doesNotContain("Greenfield Housing\"");
        JsonNode folder = rig.result("network.getCompanyFoldersList", "{}").path(0);
        assertThat(rig.result(
                                "network.getCompaniesList",
                                "{\"parentId\":\"" + folder.path("id").asString() + "\"}")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Lindqvist Arkitekter AB");
        assertThat(rig.result("network.getCompaniesList", "{\"filters\":{\"companyType\":0}}")
                        .size())
                .isEqualTo(1);
        assertThat(rig.error(
                                "network.getCompaniesList",
                                "{\"parentId\":\"" + rig.companyId("Ferris Accountants") + "\"}")
                        .path("data")
                        .path("details")
                        .asString())
                .isEqualTo("Invalid value for 'parentId'");
        rig.error("network.getCompaniesList", "{\"parentId\":\"" + rig.companyId("Southgate IT Partners") + "\"}");
    }

    @Test
    void theWholeTreeInOneQueryTellsTotalsOnPageOneOnly() {
        JsonNode first = tree(1, 10);
        JsonNode second = tree(2, 10);

        assertThat(first.path("total").asInt()).isEqualTo(16);
        assertThat(first.path("pagesCount").asInt()).isEqualTo(2);
        assertThat(first.path("hasMoreRecords").booleanValue()).isTrue();
        assertThat(second.has("total")).isFalse();
        assertThat(second.has("pagesCount")).isFalse();
        assertThat(second.path("hasMoreRecords").booleanValue()).isFalse();
        assertThat(second.path("items").size()).isEqualTo(6);
        assertThat(tree(1, 1000).toString())
                .doesNotContain("Southgate")
                .doesNotContain("Quayside")
                .contains("Lindqvist Arkitekter AB")
                .contains("Greenfield Housing");
    }

    @Test
    void theOlderVersionTellsTotalsOnEveryPageOfAtMostAHundred() {
        new BulkSeed(rig.simulator.world()).addCompanies(rig.ownCompanyId(), 200);
        JsonNode second = rig.result("network.getNetworkInventoryItems", TREE.formatted(2, 1000));

        assertThat(second.path("perPage").asInt()).isEqualTo(100);
        assertThat(second.path("total").asInt()).isEqualTo(216);
        assertThat(second.path("pagesCount").asInt()).isEqualTo(3);
        assertThat(second.has("hasMoreRecords")).isFalse();
        rig.set(Switch.GZ_PER_PAGE_ABOVE_MAX, "REFUSED");
        rig.error("network.getNetworkInventoryItems", TREE.formatted(2, 1000));
    }

    @Test
    void pagesBeyondTheEndAreRefusedOrEmpty() {
        assertThat(rig.error("network.getNetworkInventoryItems", TREE.formatted(9, 30))
                        .path("code")
                        .intValue())
                .isEqualTo(-32602);
        rig.set(Switch.GZ_PAGE_BEYOND_END, "EMPTY");
        assertThat(rig.result("network.getNetworkInventoryItems", TREE.formatted(9, 30))
                        .path("items")
                        .isEmpty())
                .isTrue();
        rig.error("network.getNetworkInventoryItems", TREE.formatted(0, 30));
    }

    @Test
    void aRowsParentIsTheCompaniesContainerUnlessSwitched() {
        JsonNode containers = rig.result("network.getRootContainers", "{}");
        JsonNode container = row(containers, "Companies");
        assertThat(container.path("id").asString())
                .isNotEqualTo(rig.ownCompanyId())
                .startsWith(rig.ownCompanyId().substring(0, 23));
        JsonNode ferris = row(tree(1, 1000).path("items"), "Ferris Accountants");

        assertThat(ferris.path("type").intValue()).isEqualTo(1);
        assertThat(ferris.path("parentId")).isEqualTo(container.path("id"));
        assertThat(ferris.path("details").path("licenseInfo").has("manageExchange"))
                .isTrue();
        rig.set(Switch.GZ_INVENTORY_PARENT, "COMPANY");
        assertThat(row(tree(1, 1000).path("items"), "Ferris Accountants")
                        .path("parentId")
                        .asString())
                .isEqualTo(rig.ownCompanyId());
        assertThat(rig.gz(
                                "v1.1",
                                "network.getNetworkInventoryItems",
                                "{\"parentId\":" + container.path("id")
                                        + ",\"filters\":{\"type\":{\"companies\":true}}}")
                        .json()
                        .path("result")
                        .path("total")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void otherKindsOfRowsAndNameFilters() {
        JsonNode folders = rig.gz(
                        "v1.1",
                        "network.getNetworkInventoryItems",
                        "{\"filters\":{\"type\":{\"companyFolders\":true},\"depth\":{\"allItemsRecursively\":true}}}")
                .json()
                .path("result")
                .path("items");
        JsonNode named = rig.gz(
                        "v1.1",
                        "network.getNetworkInventoryItems",
                        "{\"filters\":{\"type\":{\"companies\":true},\"depth\":{\"allItemsRecursively\":true},"
                                + "\"details\":{\"name\":\"*HOUSING\"}}}")
                .json()
                .path("result")
                .path("items");

        assertThat(folders.size()).isEqualTo(1);
        assertThat(folders.path(0).path("type").intValue()).isEqualTo(2);
        assertThat(named.size()).isEqualTo(1);
    }

    private JsonNode filtered(String filters) {
        return rig.gz(
                        "v1.1",
                        "network.getNetworkInventoryItems",
                        "{\"filters\":{\"type\":{\"companies\":true},\"depth\":{\"allItemsRecursively\":true},"
                                + filters + "},\"perPage\":100}")
                .json();
    }

    @Test
    void theInventoryIsFilteredByWhatACompanyIsAndByItsSubscription() {
        int all = tree(1, 1000).path("total").asInt();
        int partners =
                filtered("\"companyType\":0").path("result").path("total").asInt();
        int customers =
                filtered("\"companyType\":1").path("result").path("total").asInt();
        int monthly =
                filtered("\"subscriptionType\":3").path("result").path("total").asInt();

        assertThat(partners).isPositive();
        assertThat(partners + customers).isEqualTo(all);
        assertThat(filtered("\"subscriptionType\":2")
                        .path("result")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(filtered("\"companyType\":1,\"subscriptionType\":3")
                        .path("result")
                        .path("total")
                        .asInt())
                .isLessThanOrEqualTo(Math.min(customers, monthly));
        assertThat(filtered("\"companyType\":7").path("error").path("code").intValue())
                .isEqualTo(-32602);
        assertThat(filtered("\"subscriptionType\":\"monthly\"")
                        .path("error")
                        .path("code")
                        .intValue())
                .isEqualTo(-32602);
        // Version 1.0 does not have them.
        rig.error("network.getNetworkInventoryItems", "{\"filters\":{\"companyType\":0}}");
        rig.error("network.getCompaniesList", "{\"filters\":{\"companyType\":9}}");
        rig.error("network.getCompaniesList", "{\"filters\":{\"licenseType\":9}}");
    }

    @Test
    void aPageOfTheInventoryMayHaveAHundredRowsAtMost() {
        new BulkSeed(rig.simulator.world()).addCompanies(rig.ownCompanyId(), 200);
        rig.set(Switch.GZ_INVENTORY_PAGE_MAX, "100");

        assertThat(tree(1, 1000).path("items").size()).isEqualTo(100);
        assertThat(tree(1, 1000).path("pagesCount").asInt()).isEqualTo(3);
        assertThat(tree(3, 1000).path("items").size()).isEqualTo(16);
        rig.set(Switch.GZ_PER_PAGE_ABOVE_MAX, "REFUSED");
        assertThat(rig.gz("v1.1", "network.getNetworkInventoryItems", TREE.formatted(1, 1000))
                        .json()
                        .path("error")
                        .path("code")
                        .intValue())
                .isEqualTo(-32602);
        assertThat(tree(1, 100).path("items").size()).isEqualTo(100);
    }

    @Test
    void tenThousandCompaniesCostElevenPages() {
        new BulkSeed(rig.simulator.world()).addCompanies(rig.ownCompanyId(), 10_000);
        var seen = new HashSet<String>();
        int page = 0;
        boolean more = true;
        while (more) {
            JsonNode got = tree(++page, 1000);
            got.path("items").forEach(item -> seen.add(item.path("id").asString()));
            more = got.path("hasMoreRecords").booleanValue();
        }

        assertThat(page).isEqualTo(11);
        assertThat(seen).hasSize(10_016);
    }

    @Test
    void endpointsAreOnlySeenInDepth() {
        String company = rig.companyId("Baker & Sons Joinery");
        String shallow = "{\"parentId\":\"" + company + "\"}";
        String deep = "{\"parentId\":\"" + company + "\",\"filters\":{\"depth\":{\"allItemsRecursively\":true}}}";

        assertThat(rig.result("network.getEndpointsList", shallow).path("total").asInt())
                .isZero();
        JsonNode found = rig.result("network.getEndpointsList", deep);
        assertThat(found.path("total").asInt()).isEqualTo(5);
        JsonNode endpoint = found.path("items").path(0);
        assertThat(endpoint.path("companyId").asString()).isEqualTo(company);
        assertThat(rig.result("network.getEndpointsList", "{\"parentId\":" + endpoint.path("groupId") + "}")
                        .path("total")
                        .asInt())
                .isEqualTo(5);
        assertThat(rig.result("network.getEndpointsList", "{}").path("total").asInt())
                .isZero();
        assertThat(rig.result("network.getManagedEndpointDetails", "{\"endpointId\":" + endpoint.path("id") + "}")
                        .path("companyId")
                        .asString())
                .isEqualTo(company);
        rig.error("network.getManagedEndpointDetails", "{\"endpointId\":\"" + company + "\"}");
        rig.control("PATCH", "/world/companies/" + company, "{\"manageable\":false}");
        assertThat(rig.result("network.getEndpointsList", deep).path("total").asInt())
                .isZero();
    }

    @Test
    void foldersCanBeMadeAndUnmade() {
        String id = rig.result("network.createCompanyFolder", "{\"folderName\":\"New\"}")
                .asString();
        String company = rig.companyId("Ferris Accountants");
        String move = "{\"id\":\"" + company + "\",\"newParentId\":\"" + id + "\"}";

        assertThat(rig.result("network.moveCompanyOrCompanyFolder", move).isNull())
                .isTrue();
        rig.error("network.deleteCompanyFolder", "{\"folderId\":\"" + id + "\"}");
        rig.result(
                "network.moveCompanyOrCompanyFolder",
                "{\"id\":\"" + company + "\",\"newParentId\":\"" + rig.ownCompanyId() + "\"}");
        rig.result("network.deleteCompanyFolder", "{\"folderId\":\"" + id + "\"}");
    }

    @Test
    void movingNeedsBothParentsInSight() {
        String company = rig.companyId("Ferris Accountants");
        String branch = rig.companyId("Northwind Scotland");
        String move = "{\"id\":\"%s\",\"newParentId\":\"%s\"}";
        rig.result("network.moveCompanyOrCompanyFolder", move.formatted(company, branch));
        assertThat(rig.result("companies.getCompanyDetails", "{\"companyId\":\"" + company + "\"}")
                        .path("parentCompanyId")
                        .asString())
                .isEqualTo(branch);

        rig.error(
                "network.moveCompanyOrCompanyFolder", move.formatted(company, rig.companyId("Southgate IT Partners")));
        rig.error("network.moveCompanyOrCompanyFolder", move.formatted(branch, branch));
        rig.error("network.moveCompanyOrCompanyFolder", move.formatted(rig.ownCompanyId(), branch));
        rig.control("POST", "/world/companies/" + company + "/move", "{\"to\":\"outside\"}");
        rig.error("network.moveCompanyOrCompanyFolder", move.formatted(company, branch));
        rig.set(Switch.GZ_MOVE, "MISSING");
        assertThat(rig.error("network.moveCompanyOrCompanyFolder", move.formatted(branch, branch))
                        .path("code")
                        .intValue())
                .isEqualTo(-32601);
    }
}
