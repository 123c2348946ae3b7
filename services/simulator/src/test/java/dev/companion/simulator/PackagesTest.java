package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.simulator.world.InstallLinks;
import dev.companion.simulator.world.Switch;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PackagesTest {

    private final Rig rig = Rig.demo();
    private String company = "";

    @BeforeEach
    void chooseACompanyWithoutAddOns() {
        company = rig.companyId("Bergmann Maschinenbau GmbH");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private String create(String name, String more) {
        return rig.result(
                        "packages.createPackage",
                        "{\"companyId\":\"" + company + "\",\"packageName\":\"" + name + "\"" + more + "}")
                .path(0)
                .path("records")
                .path(0)
                .asString();
    }

    private JsonNode refused(String more) {
        return rig.error(
                "packages.createPackage", "{\"companyId\":\"" + company + "\",\"packageName\":\"X\"" + more + "}");
    }

    private JsonNode details(String id) {
        return rig.result("packages.getPackageDetails", "{\"packageId\":\"" + id + "\"}");
    }

    private JsonNode links(String name) {
        return rig.result(
                "packages.getInstallationLinks",
                "{\"companyId\":\"" + company + "\",\"packageName\":\"" + name + "\"}");
    }

    @Test
    void createdWithItsModules() {
        JsonNode result = rig.result(
                "packages.createPackage",
                "{\"companyId\":\"" + company + "\",\"packageName\":\"Companion\",\"description\":\"d\","
                        + "\"language\":\"de_DE\",\"modules\":{\"firewall\":1,\"contentControl\":1,\"atc\":1},"
                        + "\"scanMode\":{\"type\":1},\"settings\":{\"removeCompetitors\":1,\"scanBeforeInstall\":0},"
                        + "\"roles\":{\"relay\":0,\"exchange\":0},\"deploymentOptions\":{\"type\":1},\"productType\":0}");
        assertThat(result.path(0).path("success").booleanValue()).isTrue();
        String id = result.path(0).path("records").path(0).asString();
        JsonNode details = details(id);

        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(details.path("packageName").asString()).isEqualTo("Companion");
        assertThat(details.path("language").asString()).isEqualTo("de_DE");
        JsonNode modules = details.path("modules");
        assertThat(modules.path("antimalware").booleanValue()).isTrue();
        assertThat(modules.path("firewall").booleanValue()).isTrue();
        assertThat(modules.path("advancedThreatControl").booleanValue()).isTrue();
        assertThat(modules.path("userControl").booleanValue()).isTrue();
        assertThat(modules.path("antiphishing").booleanValue()).isTrue();
        assertThat(modules.path("trafficScan").booleanValue()).isTrue();
        assertThat(modules.path("deviceControl").booleanValue()).isFalse();
        assertThat(details.path("settings").path("removeCompetitors").intValue())
                .isEqualTo(1);
        rig.set(Switch.GZ_PACKAGE_BOOLEANS, "NUMBER");
        assertThat(details(id).path("modules").path("firewall").intValue()).isEqualTo(1);
        JsonNode list = rig.result("packages.getPackagesList", "{\"companyId\":\"" + company + "\"}");
        assertThat(list.path("items").path(0).toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"Companion\",\"type\":4}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"modules\":{\"antimalware\":1}",
                ",\"modules\":{\"firewall\":2}",
                ",\"modules\":{\"contentControl\":1,\"userControl\":0}",
                ",\"language\":\"xx_XX\"",
                ",\"productType\":3,\"modules\":{\"firewall\":1}",
                ",\"productType\":1",
                ",\"scanMode\":{\"type\":9}",
                ",\"scanMode\":{\"type\":1,\"depth\":3}",
                ",\"scanMode\":{\"type\":1,\"computers\":{\"main\":1}}",
                ",\"scanMode\":{\"type\":2}",
                ",\"scanMode\":{\"type\":2,\"computers\":{\"main\":4},\"vms\":{\"main\":1}}",
                ",\"scanMode\":{\"type\":2,\"computers\":{\"main\":1,\"fallback\":1},\"vms\":{\"main\":1}}",
                ",\"deploymentOptions\":{\"type\":3}",
                ",\"deploymentOptions\":{\"type\":1,\"silent\":1}",
                ",\"deploymentOptions\":{\"type\":2}",
                ",\"deploymentOptions\":{\"type\":1,\"relayId\":\"5f1f1f1f1f1f1f1f1f1f1f1f\"}",
                ",\"deploymentOptions\":{\"type\":1,\"useCommunicationProxy\":1}",
                ",\"deploymentOptions\":{\"type\":1,\"proxyPort\":\"3128\"}",
                ",\"settings\":{\"customGroupId\":7}",
                ",\"settings\":{\"removeCompetitors\":\"yes\"}",
                ",\"package\":{}"
            })
    void badParametersAreRefused(String more) {
        assertThat(refused(more).path("code").intValue()).isEqualTo(-32602);
        assertThat(rig.simulator.world().gravityZone().packages().all()).isEmpty();
    }

    @Test
    void whatTheDescriptionAllowsIsKeptAsItWasSent() {
        String id = create(
                "P",
                ",\"scanMode\":{\"type\":2,\"computers\":{\"main\":1,\"fallback\":2},\"vms\":{\"main\":3}},"
                        + "\"deploymentOptions\":{\"type\":2,\"relayId\":\"5f1f1f1f1f1f1f1f1f1f1f1f\",\"useCommunicationProxy\":1,"
                        + "\"proxyServer\":\"proxy.example\",\"proxyPort\":3128}");

        assertThat(details(id).path("scanMode").path("vms").path("main").intValue())
                .isEqualTo(3);
        assertThat(details(id).path("deploymentOptions").path("proxyServer").asString())
                .isEqualTo("proxy.example");
    }

    /** Details cannot be sent back as they came: they name a module that is always on and cannot be chosen. */
    @Test
    void antimalwareIsReadAndNeverSent() {
        String id = create("P", "");

        assertThat(details(id).path("modules").path("antimalware").booleanValue())
                .isTrue();
        assertThat(refused(",\"modules\":{\"antimalware\":1}").toString()).contains("modules.antimalware");
        rig.set(Switch.GZ_UNKNOWN_PARAMS, "IGNORED");
        create("Q", ",\"modules\":{\"antimalware\":1}");
    }

    @Test
    void anUnlicensedModuleIsStoredAsOffOrRefused() {
        String id = create("P", ",\"modules\":{\"patchManagement\":1},\"roles\":{\"exchange\":1}");

        assertThat(details(id).path("modules").path("patchManagement").booleanValue())
                .isFalse();
        assertThat(details(id).path("roles").path("exchange").booleanValue()).isFalse();
        rig.set(Switch.GZ_UNLICENSED_MODULE, "REFUSED");
        refused(",\"modules\":{\"patchManagement\":1}");
        rig.control("PATCH", "/world/companies/" + company, "{\"licenseFlags\":{\"managePatchManagement\":true}}");
        String licensed = create("Q", ",\"modules\":{\"patchManagement\":1}");
        assertThat(details(licensed).path("modules").path("patchManagement").booleanValue())
                .isTrue();
    }

    @Test
    void oneNameOncePerCompanyUnlessSwitched() {
        create("P", "");

        assertThat(rig.error("packages.createPackage", "{\"companyId\":\"" + company + "\",\"packageName\":\"P\"}")
                        .toString())
                .contains("exist");
        company = rig.companyId("Ferris Accountants");
        create("P", "");
        rig.set(Switch.GZ_DUPLICATE_PACKAGE, "ALLOWED");
        create("P", "");
    }

    @Test
    void thePartnersOwnRootIsNoManagedCompany() {
        assertThat(rig.error("packages.getPackagesList", "{}")
                        .path("data")
                        .path("details")
                        .asString())
                .isEqualTo("Id of a managed company is expected");
        rig.error("packages.createPackage", "{\"packageName\":\"P\"}");
        rig.set(Switch.GZ_PACKAGES_ON_ROOT, "ALLOWED");
        rig.result("packages.createPackage", "{\"packageName\":\"P\"}");
    }

    @Test
    void aKitIsBuiltWhileItsLinkIsThereAlready() {
        String id = create("P", "");
        JsonNode building = links("P").path(0);
        rig.clock.advance(Duration.ofSeconds(3));
        JsonNode ready = links("P").path(0);

        assertThat(building.path("status").path("windows").intValue()).isEqualTo(1);
        assertThat(ready.path("status").path("windows").intValue()).isEqualTo(2);
        String link = ready.path("installLinkWindows").asString();
        assertThat(building.path("installLinkWindows").asString()).isEqualTo(link);
        assertThat(link)
                .matches("https://[^/]+/Packages/BSTWIN/0/setupdownloader_\\[[A-Za-z0-9_=-]+]\\.exe")
                .isEqualTo(InstallLinks.windows(
                        rig.simulator.world().gravityZone().packages().find(id).orElseThrow()));
        assertThatThrownBy(() -> URI.create(link)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ready.propertyNames())
                .contains(
                        "packageName",
                        "companyName",
                        "companyId",
                        "installLinkMac",
                        "installLinkLinux",
                        "fullKitWindowsX64",
                        "fullKitLinuxArm64");
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, 1, false", "NO_ROW, 0, false", "PRESENT, 1, true"})
    void whatIsSeenOfAKitThatIsBeingBuilt(String variant, int rows, boolean link) {
        rig.set(Switch.GZ_LINK_WHILE_BUILDING, variant);
        rig.set(Switch.GZ_LINK_STATUS, "OFF");
        create("P", "");

        assertThat(links("P").size()).isEqualTo(rows);
        assertThat(links("P").path(0).has("installLinkWindows")).isEqualTo(link);
        assertThat(links("P").path(0).has("status")).isFalse();
        rig.clock.advance(Duration.ofSeconds(3));
        assertThat(links("P").path(0).has("installLinkWindows")).isTrue();
    }

    @Test
    void linksOfEveryManagedCompanyInOneCall() {
        create("P", "");
        company = rig.companyId("Ferris Accountants");
        create("P", "");
        create("Q", "");

        assertThat(rig.result("packages.getInstallationLinks", "{}").size()).isEqualTo(3);
        assertThat(rig.result("packages.getInstallationLinks", "{\"packageName\":\"P\"}")
                        .size())
                .isEqualTo(2);
        rig.set(Switch.GZ_LINK_ROWS, "OBJECT");
        assertThat(rig.result("packages.getInstallationLinks", "{\"packageName\":\"Q\"}")
                        .isObject())
                .isTrue();
        rig.error("packages.getInstallationLinks", "{\"ringId\":1}");
    }

    @Test
    void aRenamedPackageHasOtherLinksAndIsRebuilt() {
        String id = create("P", "");
        rig.clock.advance(Duration.ofSeconds(3));
        String before = links("P").path(0).path("installLinkWindows").asString();

        rig.control("PATCH", "/world/packages/" + id, "{\"name\":\"R\"}");

        assertThat(links("P").isEmpty()).isTrue();
        assertThat(links("R").path(0).path("installLinkWindows").asString()).isNotEqualTo(before);
        assertThat(links("R").path(0).path("status").path("windows").intValue()).isEqualTo(1);
        rig.set(Switch.GZ_RENAME_CHANGES_LINK, "OFF");
        String kept = links("R").path(0).path("installLinkWindows").asString();
        rig.result("packages.updatePackage", "{\"packageId\":\"" + id + "\",\"packageName\":\"S\"}");
        assertThat(links("S").path(0).path("installLinkWindows").asString()).isEqualTo(kept);
    }

    @Test
    void updatedAndDeletedById() {
        String id = create("P", ",\"modules\":{\"firewall\":1}");
        rig.result(
                "packages.updatePackage",
                "{\"packageId\":\"" + id + "\",\"packageName\":\"P\",\"modules\":{\"deviceControl\":1}}");
        assertThat(details(id).path("modules").path("firewall").booleanValue()).isFalse();
        assertThat(details(id).path("modules").path("deviceControl").booleanValue())
                .isTrue();

        assertThat(rig.result("packages.deletePackage", "{\"packageId\":\"" + id + "\"}")
                        .isNull())
                .isTrue();
        rig.error("packages.deletePackage", "{\"packageId\":\"" + id + "\"}");
        rig.error("packages.getPackageDetails", "{\"packageId\":\"" + id + "\"}");
    }
}
