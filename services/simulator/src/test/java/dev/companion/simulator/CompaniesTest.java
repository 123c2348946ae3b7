package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.ObjectIds;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.Company;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CompaniesTest {

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    private String create(String name) {
        return rig.result("companies.createCompany", "{\"type\":1,\"name\":\"" + name + "\"}")
                .asString();
    }

    private String id(String id) {
        return "{\"companyId\":\"" + id + "\"}";
    }

    @Test
    void anIdTellsTheSecondOfCreation() {
        rig.clock.advance(Duration.ofHours(3));
        String id = create("Timed Ltd");

        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(ObjectIds.createdAt(id)).isEqualTo(rig.clock.instant());
        JsonNode details = rig.result("companies.getCompanyDetails", id(id));
        assertThat(details.path("createdAt").asString()).isEqualTo("2026-11-21T11:00:00");
        assertThat(details.path("type").asInt()).isEqualTo(1);
        assertThat(details.path("parentCompanyId").asString()).isEqualTo(rig.ownCompanyId());
        assertThat(details.path("companyPath").asString()).endsWith(rig.ownCompanyId() + "/" + id);
        assertThat(details.path("isSuspended").booleanValue()).isFalse();
        assertThat(details.path("canBeManagedByAbove").booleanValue()).isTrue();
    }

    @Test
    void namesAreUniqueInTheWholeCloudWhateverTheirCase() {
        create("Unique Ltd");
        String again = "{\"type\":1,\"name\":\"%s\"}";

        JsonNode own = rig.error("companies.createCompany", again.formatted(" uNIQUE ltd "));
        assertThat(own.path("code").intValue()).isEqualTo(-32602);
        assertThat(own.path("data").path("details").asString()).contains("name").contains("unique");
        // In use by a tenant that the caller cannot see.
        assertThat(rig.error("companies.createCompany", again.formatted(DemoMsp.TAKEN_ELSEWHERE))
                        .path("code")
                        .intValue())
                .isEqualTo(-32602);
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"" + DemoMsp.TAKEN_ELSEWHERE + "\"}")
                        .isEmpty())
                .isTrue();
        rig.set(Switch.GZ_DUPLICATE_NAME, "SERVER_ERROR");
        assertThat(rig.error("companies.createCompany", again.formatted("Unique Ltd"))
                        .path("code")
                        .intValue())
                .isEqualTo(-32000);
        rig.set(Switch.GZ_NAME_CASE, "SENSITIVE");
        assertThat(rig.result("companies.createCompany", again.formatted("UNIQUE LTD"))
                        .isString())
                .isTrue();
        rig.error("companies.createCompany", again.formatted("UNIQUE LTD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"No type\"}",
                "{\"type\":1}",
                "{\"type\":2,\"name\":\"Bad type\"}",
                "{\"type\":1,\"name\":\"a<b\"}",
                "{\"type\":1,\"name\":\"  \"}",
                "{\"type\":1,\"name\":\"Parent\",\"parentId\":\"000000000000000000000000\"}",
                "{\"type\":1,\"name\":\"Closed\",\"canBeManagedByAbove\":false}",
                "{\"type\":1,\"name\":\"Html\",\"address\":\"<b>x</b>\"}",
                "{\"type\":1,\"name\":\"Skip\",\"skip2FAPeriod\":2}",
                "{\"type\":1,\"name\":\"Licence\",\"licenseSubscription\":{}}",
                "{\"type\":1,\"name\":\"Licence\",\"licenseSubscription\":{\"type\":2}}",
                "{\"type\":1,\"name\":\"Unknown\",\"surprise\":1}",
                "{\"type\":1,\"name\":\"0123456789012345678901234567890123456789012345678901234567890123x\"}"
            })
    void badParametersCreateNothing(String params) {
        int before = rig.simulator.world().gravityZone().companies().size();

        assertThat(rig.error("companies.createCompany", params).path("code").intValue())
                .isEqualTo(-32602);
        assertThat(rig.simulator.world().gravityZone().companies()).hasSize(before);
    }

    @Test
    void aCustomerIsNoParent() {
        assertThat(rig.error(
                                "companies.createCompany",
                                "{\"type\":1,\"name\":\"N\",\"parentId\":\"" + rig.companyId("Ferris Accountants")
                                        + "\"}")
                        .path("data")
                        .path("details")
                        .asString())
                .isEqualTo("Invalid value for 'parentId'");
    }

    @Test
    void withoutASubscriptionACompanyIsOnATrial() {
        JsonNode trial = rig.result("licensing.getLicenseInfo", id(create("Trial Ltd")));
        String monthly = rig.result(
                        "companies.createCompany",
                        "{\"type\":1,\"name\":\"Monthly Ltd\",\"licenseSubscription\":"
                                + "{\"type\":3,\"managePatchManagement\":true}}")
                .asString();
        JsonNode info = rig.result("licensing.getLicenseInfo", id(monthly));

        assertThat(trial.path("subscriptionType").asInt()).isEqualTo(1);
        assertThat(trial.path("expiryDate").asString()).isEqualTo("2026-12-21T08:00:00");
        assertThat(info.path("subscriptionType").asInt()).isEqualTo(3);
        assertThat(info.path("totalSlots").isNull()).isTrue();
        assertThat(info.path("managePatchManagement").booleanValue()).isTrue();
        assertThat(info.path("manageExchange").booleanValue()).isFalse();
    }

    @Test
    void findingIsByPrefixAndCapped() {
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"harBOUR\"}")
                        .size())
                .isEqualTo(1);
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"View\"}")
                        .isEmpty())
                .isTrue();
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"*view\"}")
                        .size())
                .isEqualTo(1);
        for (int i = 0; i < 30; i++) {
            create("Acme " + i);
        }
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"Acme\"}")
                        .size())
                .isEqualTo(25);
        assertThat(rig.result("companies.findCompaniesByName", "{\"nameFilter\":\"Acme\",\"maxResults\":3}")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void whatAnObserverMeets() {
        String id = create("Observed Ltd");
        rig.control("PATCH", "/world/companies/" + id, "{\"name\":\"Renamed Ltd\"}");
        assertThat(rig.result("companies.getCompanyDetails", id(id))
                        .path("name")
                        .asString())
                .isEqualTo("Renamed Ltd");

        rig.control("PATCH", "/world/companies/" + id, "{\"suspended\":true}");
        assertThat(rig.result("companies.getCompanyDetails", id(id))
                        .path("isSuspended")
                        .booleanValue())
                .isTrue();

        rig.control("PATCH", "/world/companies/" + id, "{\"manageable\":false}");
        assertThat(rig.result("companies.getCompanyDetails", id(id))
                        .path("canBeManagedByAbove")
                        .booleanValue())
                .isFalse();
        rig.error("packages.getPackagesList", id(id));

        rig.control("POST", "/world/companies/" + id + "/move", "{\"to\":\"inside\"}");
        assertThat(rig.result("companies.getCompanyDetails", id(id))
                        .path("parentCompanyId")
                        .asString())
                .isEqualTo(rig.companyId("Northwind Scotland"));
        assertThat(inSubtree(id)).isTrue();

        rig.control("POST", "/world/companies/" + id + "/move", "{\"to\":\"outside\"}");
        assertThat(rig.error("companies.getCompanyDetails", id(id)).path("code").intValue())
                .isEqualTo(-32602);
        assertThat(inSubtree(id)).isFalse();
    }

    private boolean inSubtree(String id) {
        return rig.result(
                        "network.getNetworkInventoryItems",
                        "{\"filters\":{\"type\":{\"companies\":true},\"depth\":{\"allItemsRecursively\":true}},"
                                + "\"perPage\":100}")
                .toString()
                .contains(id);
    }

    @Test
    void movedAwayAndDeletedLookAlikeUnlessSwitchedApart() {
        String moved = create("Moved Ltd");
        String deleted = create("Deleted Ltd");
        rig.control("POST", "/world/companies/" + moved + "/move", "{\"to\":\"outside\"}");
        rig.result("companies.deleteCompany", id(deleted));

        assertThat(rig.error("companies.getCompanyDetails", id(moved)))
                .isEqualTo(rig.error("companies.getCompanyDetails", id(deleted)));
        rig.set(Switch.GZ_INACCESSIBLE_ID, "DISTINCT");
        assertThat(rig.error("companies.getCompanyDetails", id(moved))
                        .path("code")
                        .intValue())
                .isEqualTo(-32001);
        assertThat(rig.error("companies.getCompanyDetails", id(deleted))
                        .path("code")
                        .intValue())
                .isEqualTo(-32002);
    }

    @Test
    void updatingRenamesButNeverMoves() {
        String id = create("Before Ltd");

        assertThat(rig.result(
                                "companies.updateCompanyDetails",
                                "{\"id\":\"" + id + "\",\"name\":\"After Ltd\",\"phone\":\"1\"}")
                        .isNull())
                .isTrue();
        assertThat(rig.companyId("After Ltd")).isEqualTo(id);
        rig.error("companies.updateCompanyDetails", "{\"id\":\"" + id + "\",\"name\":\"Harbour View Hotel\"}");
        rig.error("companies.updateCompanyDetails", "{\"id\":\"" + id + "\",\"parentId\":\"x\"}");
        rig.error("companies.updateCompanyDetails", "{\"type\":1}");
        rig.error(
                "companies.updateCompanyDetails",
                "{\"id\":\"" + rig.companyId("Northwind Scotland") + "\",\"type\":1}");
    }

    @Test
    void deletingTakesThePackagesAndSparesPartnersWithCompanies() {
        String id = create("Doomed Ltd");
        rig.result("packages.createPackage", "{\"companyId\":\"" + id + "\",\"packageName\":\"P\"}");

        assertThat(rig.result("companies.deleteCompany", id(id)).isNull()).isTrue();
        rig.error("companies.deleteCompany", id(id));
        assertThat(rig.simulator.world().gravityZone().packages().all()).isEmpty();
        rig.error("companies.deleteCompany", id(rig.companyId("Northwind Scotland")));
        rig.error("companies.deleteCompany", id(rig.ownCompanyId()));

        String busy = create("Busy Ltd");
        rig.control("PATCH", "/world/companies/" + busy, "{\"agents\":3}");
        rig.set(Switch.GZ_DELETE_WITH_AGENTS, "REFUSED");
        rig.error("companies.deleteCompany", id(busy));
        rig.set(Switch.GZ_DELETE_WITH_AGENTS, "ALLOWED");
        rig.result("companies.deleteCompany", id(busy));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void suspendingMayReachBelow(boolean recursive, boolean childSuspended) {
        String partner = rig.companyId("Northwind Scotland");
        rig.result("companies.suspendCompany", "{\"companyId\":\"" + partner + "\",\"recursive\":" + recursive + "}");

        Company child = rig.simulator
                .world()
                .gravityZone()
                .company(rig.companyId("Greenfield Housing"))
                .orElseThrow();
        assertThat(child.suspended()).isEqualTo(childSuspended);
        rig.error("companies.suspendCompany", id(partner));
        rig.result("companies.activateCompany", "{\"companyId\":\"" + partner + "\",\"recursive\":true}");
        assertThat(rig.simulator
                        .world()
                        .gravityZone()
                        .company(partner)
                        .orElseThrow()
                        .suspended())
                .isFalse();
    }

    @Test
    void customFieldsAndContactsComeBack() {
        String id = rig.result(
                        "companies.createCompany",
                        "{\"type\":0,\"name\":\"Partner Ltd\",\"contactPerson\":{\"fullName\":\"F\"},"
                                + "\"customFields\":[{\"name\":\"ref\",\"value\":\"1\"}]}")
                .asString();
        JsonNode details = rig.result("companies.getCompanyDetails", id(id));

        assertThat(details.path("contactPerson").path("fullName").asString()).isEqualTo("F");
        assertThat(details.path("customFields").path(0).path("value").asString())
                .isEqualTo("1");
    }
}
