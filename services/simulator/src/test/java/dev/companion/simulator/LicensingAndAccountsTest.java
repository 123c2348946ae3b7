package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LicensingAndAccountsTest {

    private final Rig rig = Rig.demo();
    private String company = "";

    @BeforeEach
    void tickEverything() {
        company = "{\"companyId\":\"" + rig.companyId("Aldgate Dental Practice") + "\"";
        rig.control(
                "PATCH",
                "/world/keys/gravityzone/" + DemoMsp.GRAVITYZONE_KEY_NAME,
                "{\"enabledApis\":[\"companies\",\"licensing\",\"accounts\",\"push\"]}");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void licenceInfoIsAnObjectWithFlagsOrOneOfItsVariants() {
        JsonNode info = rig.result("licensing.getLicenseInfo", company + "}");
        assertThat(info.path("subscriptionType").asInt()).isEqualTo(3);
        assertThat(info.path("manageExchange").booleanValue()).isTrue();
        assertThat(info.path("totalSlots").isNull()).isTrue();
        assertThat(rig.result("licensing.getLicenseInfo", company + ",\"returnAllProducts\":true}")
                        .isArray())
                .isTrue();
        rig.set(Switch.GZ_LICENSE_FLAGS, "OWN_USE");
        JsonNode nested = rig.result("licensing.getLicenseInfo", company + "}");
        assertThat(nested.has("manageExchange")).isFalse();
        assertThat(nested.path("ownUse").path("manageExchange").booleanValue()).isTrue();
        rig.set(Switch.GZ_LICENSE_RESULT, "ARRAY");
        assertThat(rig.result("licensing.getLicenseInfo", company + "}").isArray())
                .isTrue();
    }

    @Test
    void aSubscriptionThatOmitsAnAddOnSwitchesItOff() {
        rig.result("licensing.setMonthlySubscription", company + ",\"manageEncryption\":true}");
        JsonNode info = rig.result("licensing.getLicenseInfo", company + "}");

        assertThat(info.path("manageEncryption").booleanValue()).isTrue();
        assertThat(info.path("manageExchange").booleanValue()).isFalse();
        rig.error("licensing.setMonthlySubscription", company + ",\"manageEncryption\":true,\"ownUse\":{}}");
    }

    @Test
    void listedProductsContainTheAssignedOne() {
        String licence = "{\"type\":1,\"name\":\"%s\",\"licenseSubscription\":{\"type\":3,\"assignedProductType\":3,"
                + "\"additionalProductTypes\":%s}}";

        rig.error("companies.createCompany", licence.formatted("No", "[0]"));
        rig.result("companies.createCompany", licence.formatted("Yes", "[0,3]"));
    }

    @Test
    void usageNeedsAMonthlySubscription() {
        String month = ",\"targetMonth\":\"11/2026\"}";
        assertThat(rig.result("licensing.getMonthlyUsage", company + month).has("endpointMonthlyUsage"))
                .isTrue();
        assertThat(rig.result("licensing.getMonthlyUsagePerProductType", company + month)
                        .path("usages")
                        .size())
                .isEqualTo(1);
        rig.error("licensing.getMonthlyUsage", company + ",\"targetMonth\":\"2026-11\"}");
        String trial = rig.result("companies.createCompany", "{\"type\":1,\"name\":\"Trial\"}")
                .asString();
        rig.error("licensing.getMonthlyUsage", "{\"companyId\":\"" + trial + "\"" + month);
    }

    @Test
    void accountsLiveAndDie() {
        String body = company + ",\"email\":\"t@northwind.example\",\"profile\":{\"fullName\":\"T\"},\"role\":2}";
        String id = rig.result("accounts.createAccount", body).asString();

        rig.error("accounts.createAccount", body);
        rig.error("accounts.createAccount", company + ",\"email\":\"x\",\"profile\":{\"fullName\":\"T\"}}");
        rig.error(
                "accounts.createAccount",
                company + ",\"email\":\"y@z.example\",\"profile\":{\"fullName\":\"T\"}," + "\"role\":5}");
        rig.error(
                "accounts.createAccount",
                company + ",\"email\":\"p@z.example\",\"profile\":{\"fullName\":\"T\"},\"password\":\"Short-1\"}");
        JsonNode list = rig.result("accounts.getAccountsList", company + "}");
        assertThat(list.path("items").path(0).path("id").asString()).isEqualTo(id);
        assertThat(rig.result(
                                "accounts.updateAccount",
                                "{\"accountId\":\"" + id + "\",\"profile\":{\"fullName\":\"U\"}}")
                        .booleanValue())
                .isTrue();
        assertThat(rig.result("accounts.getAccountDetails", "{\"accountId\":\"" + id + "\"}")
                        .path("profile")
                        .path("fullName")
                        .asString())
                .isEqualTo("U");
        assertThat(rig.result("accounts.deleteAccount", "{\"accountId\":\"" + id + "\"}")
                        .isNull())
                .isTrue();
        rig.error("accounts.deleteAccount", "{\"accountId\":\"" + id + "\"}");
    }

    @Test
    void pushSettingsAreKept() {
        rig.error("push.getPushEventStats", "{}");
        rig.result(
                "push.setPushEventSettings",
                "{\"status\":1,\"serviceType\":\"jsonRPC\",\"serviceSettings\":{\"url\":\"https://x.example\"},"
                        + "\"subscribeToEventTypes\":{\"av\":true}}");

        assertThat(rig.result("push.getPushEventSettings", "{}")
                        .path("serviceSettings")
                        .path("url")
                        .asString())
                .isEqualTo("https://x.example");
        assertThat(rig.result("push.getPushEventStats", "{}").has("count")).isTrue();
        assertThat(rig.result("push.sendTestPushEvent", "{\"eventType\":\"av\"}")
                        .booleanValue())
                .isTrue();
        rig.error("push.setPushEventSettings", "{\"status\":7}");
        rig.error(
                "push.setPushEventSettings",
                "{\"status\":1,\"serviceType\":\"jsonRPC\",\"serviceSettings\":{\"url\":\"https://x.example\"},"
                        + "\"subscribeToEventTypes\":{\"av\":true},\"subscribeToCompanies\":[\"5f1f1f1f1f1f1f1f1f1f1f1f\"]}");
    }
}
