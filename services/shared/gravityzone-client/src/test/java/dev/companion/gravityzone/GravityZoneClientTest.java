package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class GravityZoneClientTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final String PARENT = "5f1a2b3c4d5e6f7081920a00";
    private static final String LINK =
            "https://cloudgz.gravityzone.bitdefender.com/Packages/BSTWIN/0/setupdownloader_[aHR0cHM6Ly9jbG91ZA==].exe";

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void companyWithEverythingThatTheVendorTells() {
        cloud.on("companies.getCompanyDetails", """
                {"type":1,"name":"Łódź Dental 歯科","id":"%s","address":"","phone":"","canBeManagedByAbove":true,"enforce2FA":true,
                 "isSuspended":false,"createdAt":"2020-07-24T00:30:00","country":"PL","parentCompanyId":"%s",
                 "companyPath":"/MSP/Łódź","riskScore":{"value":"12"},"futureField":[1,{"a":null}]}
                """.formatted(ID, PARENT));
        assertThat(cloud.client().company(ID))
                .isEqualTo(new Found<>(new Company(
                        ID,
                        "Łódź Dental 歯科",
                        CompanyType.CUSTOMER,
                        PARENT,
                        "/MSP/Łódź",
                        false,
                        true,
                        Instant.parse("2020-07-24T00:30:00Z"))));
        assertThat(cloud.calls()).containsExactly("/api/v1.0/jsonrpc/companies getCompanyDetails");
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"" + ID + "\"}"));
    }

    @Test
    void creationTimeComesFromTheIdWhereItIsNotTold() {
        cloud.on("companies.getCompanyDetails", "{\"type\":0,\"name\":\"MSP\",\"id\":\"" + ID + "\"}");
        assertThat(cloud.client().ownCompany())
                .isEqualTo(new Found<>(new Company(
                        ID, "MSP", CompanyType.PARTNER, null, null, null, null, Instant.ofEpochSecond(0x5f1a2b3cL))));
        assertThat(cloud.lastParams()).isEqualTo(json("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"1\"", "null", "\"customer\"", "2", "{}", "99999999999"})
    void typeThatNobodyKnowsIsNull(String type) {
        cloud.on("companies.getCompanyDetails", "{\"type\":" + type + ",\"name\":\"A\",\"id\":\"" + ID + "\"}");
        assertThat(cloud.client().company(ID))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Company) found.value()).type())
                                .isEqualTo(type.equals("\"1\"") ? CompanyType.CUSTOMER : null));
    }

    @Test
    void anotherCompanyThanWasAskedForIsNoAnswer() {
        cloud.on("companies.getCompanyDetails", "{\"type\":1,\"name\":\"A\",\"id\":\"" + PARENT + "\"}");
        assertThat(cloud.client().company(ID)).isInstanceOf(Unavailable.class);
    }

    @Test
    void companiesByNameAreABareArray() {
        cloud.on(
                "companies.findCompaniesByName",
                "[{\"id\":\"" + ID + "\",\"name\":\"Acme 2\",\"type\":1},{\"name\":\"x\"},null]");
        assertThat(cloud.client().findCompaniesByName("Acme"))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat((List<?>) found.value()).hasSize(1));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"nameFilter\":\"Acme\"}"));
    }

    @Test
    void companyIsCreatedOnAMonthlySubscriptionAndNeverOnATrial() {
        cloud.on("companies.createCompany", "\"" + ID + "\"");
        var client = cloud.client();
        assertThat(client.createCompany("Müller \"& Söhne\" 東京", PARENT)).isEqualTo(new Found<>(ID));
        assertThat(cloud.lastParams())
                .isEqualTo(json(
                        "{\"type\":1,\"name\":\"Müller \\\"& Söhne\\\" 東京\",\"parentId\":\"%s\",\"licenseSubscription\":{\"type\":3}}"
                                .formatted(PARENT)));
        client.createCompany("Acme", null);
        assertThat(cloud.lastParams())
                .isEqualTo(json("{\"type\":1,\"name\":\"Acme\",\"licenseSubscription\":{\"type\":3}}"));
    }

    @Test
    void nameThatTheVendorWouldRefuseIsNotSent() {
        var client = cloud.client();
        for (var name : List.of("x".repeat(65), "a<b", "a>b", "", "  ")) {
            assertThat(client.createCompany(name, null)).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
                assertThat(refusal.detail()).contains("name");
            });
        }
        assertThat(client.createCompany("x".repeat(71), null))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).contains("longer than 64 characters"));
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void longestNameIsCountedInUtf16UnitsWhichIsShortEnoughHoweverTheVendorCounts() {
        cloud.on("companies.createCompany", "\"" + ID + "\"");
        assertThat(cloud.client().createCompany("🏔".repeat(32), null)).isEqualTo(new Found<>(ID));
        assertThat(cloud.client().createCompany("🏔".repeat(33), null)).isInstanceOf(Refused.class);
    }

    @Test
    void packageIsFlatAndSaysEverySwitch() {
        cloud.on("packages.createPackage", "[{\"records\":[\"" + ID + "\"],\"success\":true}]");
        var wanted = new NewPackage(
                PARENT,
                "Companion – Müller",
                "made by Companion",
                Set.of("advancedThreatControl", "firewall", "edrSensor", "antimalware"),
                true,
                true,
                "de_DE");
        assertThat(cloud.client().createPackage(wanted)).isEqualTo(new Found<>(ID));
        cloud.on(
                "packages.createPackage", "[{\"records\":[\"" + ID.toUpperCase(Locale.ROOT) + "\"],\"success\":true}]");
        assertThat(cloud.client().createPackage(wanted)).as("an id in capitals").isEqualTo(new Found<>(ID));
        assertThat(cloud.lastParams()).isEqualTo(json("""
                                {"companyId":"%s","packageName":"Companion – Müller","description":"made by Companion","language":"de_DE",
                                 "modules":{"advancedAntiExploit":0,"advancedThreatControl":1,"antiphishing":0,"deviceControl":0,
                                  "edrSensor":1,"encryption":0,"firewall":1,"networkAttackDefense":0,"patchManagement":0,
                                  "powerUser":0,"trafficScan":0,"userControl":0},
                                 "scanMode":{"type":1},"settings":{"scanBeforeInstall":0,"removeCompetitors":1},
                                 "roles":{"relay":0,"exchange":1},"deploymentOptions":{"type":1},"productType":0}
                                """.formatted(PARENT)));
    }

    @Test
    void olderKeysAreSentUnderTheirNewNames() {
        cloud.on("packages.createPackage", "[{\"records\":[\"" + ID + "\"],\"success\":true}]");
        cloud.client()
                .createPackage(new NewPackage(PARENT, "p", "", Set.of("contentControl", "atc"), false, false, "en_US"));
        var modules = cloud.lastParams().path("modules");
        assertThat(modules.has("contentControl") || modules.has("atc")).isFalse();
        assertThat(modules.properties().stream()
                        .filter(module -> module.getValue().asInt() == 1)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("userControl", "antiphishing", "trafficScan", "advancedThreatControl");
        assertThat(cloud.lastParams().path("settings").path("removeCompetitors").asInt())
                .isZero();
        assertThat(cloud.lastParams().path("roles").path("exchange").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "{}"})
    void packageIsDeletedWhateverTheResultIs(String result) {
        cloud.on("packages.deletePackage", result);
        assertThat(cloud.client().deletePackage(ID)).isEqualTo(new Found<>(Done.DONE));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"packageId\":\"" + ID + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ROW]", "ROW"})
    void linksAreOpaqueAndComeAsOneRowOrMany(String shape) {
        cloud.on("packages.getInstallationLinks", shape.replace("ROW", """
                        {"packageName":"p","companyName":"A","companyId":"%s","installLinkWindows":"%s","installLinkMac":null,
                         "status":{"windows":2,"mac":1}}
                        """.formatted(ID, LINK)));
        assertThat(cloud.client().installationLinks(ID, "p"))
                .isEqualTo(new Found<>(List.of(new InstallationLinks("p", ID, LINK, true))));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"" + ID + "\",\"packageName\":\"p\"}"));
    }

    @Test
    void rowsLackKeysWhileTheKitIsBuilt() {
        cloud.on("packages.getInstallationLinks", """
                [{"packageName":"a","status":{"windows":1}},{"packageName":"b","installLinkWindows":""},
                 {"packageName":"c","installLinkWindows":"x","status":{"windows":9}},{"installLinkWindows":"nobody's"},null]
                """);
        assertThat(cloud.client().installationLinks(ID, null))
                .isEqualTo(new Found<>(List.of(
                        new InstallationLinks("a", ID, null, false),
                        new InstallationLinks("b", ID, null, null),
                        new InstallationLinks("c", ID, "x", null))));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"" + ID + "\"}"));
    }

    @Test
    void linkOfAnotherCompanyOrPackageIsNeverHandedOut() {
        cloud.on("packages.getInstallationLinks", """
                [{"packageName":"p","companyId":"%s","installLinkWindows":"theirs"},
                 {"packageName":"p2","companyId":"%s","installLinkWindows":"other"},
                 {"packageName":"p","companyId":"%s","installLinkWindows":"ours"}]
                """.formatted(PARENT, ID, ID));
        assertThat(cloud.client().installationLinks(ID, "p"))
                .isEqualTo(new Found<>(List.of(new InstallationLinks("p", ID, "ours", null))));
    }

    @Test
    void linksOfAllCompaniesAreThoseThatSayWhoseTheyAre() {
        cloud.on("packages.getInstallationLinks", """
                [{"packageName":"p","companyId":"%s","installLinkWindows":"x","status":{"windows":2}},
                 {"packageName":"p","companyId":"%s"},{"packageName":"nobody's","installLinkWindows":"y"},null]
                """.formatted(PARENT, ID));
        assertThat(cloud.client().allInstallationLinks())
                .isEqualTo(new Found<>(List.of(
                        new InstallationLinks("p", PARENT, "x", true), new InstallationLinks("p", ID, null, null))));
        assertThat(cloud.lastParams()).isEqualTo(json("{}"));
    }

    @Test
    void linkDoesNotShowInTextForm() {
        assertThat(new InstallationLinks("p", ID, LINK, true).toString())
                .doesNotContain("setupdownloader")
                .contains("p", ID);
    }

    @Test
    void packagesOfACompany() {
        cloud.on(
                "packages.getPackagesList",
                "{\"page\":1,\"perPage\":100,\"pagesCount\":1,\"total\":2,\"items\":[{\"id\":\"" + ID
                        + "\",\"name\":\"Büro\",\"type\":4},{\"id\":\"" + PARENT + "\",\"name\":null,\"type\":3}]}");
        assertThat(cloud.client()
                        .packages(ID, null)
                        .map(page -> page.rows().stream()
                                .map(GravityZoneClient.PackageRef::name)
                                .toList()))
                .isEqualTo(new Found<>(List.of("Büro", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"manageEncryption\":true,\"managePatchManagement\":false,\"manageExchange\":null,\"usedSlots\":3,\"totalSlots\":null}",
                "[{\"manageEncryption\":1,\"managePatchManagement\":\"false\"}]",
                "{\"managePatchManagement\":false,\"ownUse\":{\"manageEncryption\":true},\"resell\":{\"manageExchange\":true}}",
                "{\"manageEncryption\":false,\"managePatchManagement\":false,\"ownUse\":{\"manageEncryption\":true,\"manageExchange\":[]}}"
            })
    void licenceFlagsWhereverTheyAreAndUnknownIsNotOff(String result) {
        cloud.on("licensing.getLicenseInfo", result);
        assertThat(cloud.client().licenceFlags(ID))
                .isEqualTo(new Found<>(Map.of("manageEncryption", true, "managePatchManagement", false)));
    }

    @Test
    void idsThatAreEmptyAreNotSent() {
        var client = cloud.client();
        assertThat(client.company(" ")).isInstanceOf(Refused.class);
        assertThat(client.packages("", null)).isInstanceOf(Refused.class);
        assertThat(client.deletePackage("")).isInstanceOf(Refused.class);
        assertThat(client.installationLinks("", null)).isInstanceOf(Refused.class);
        assertThat(client.licenceFlags("")).isInstanceOf(Refused.class);
        assertThat(client.findCompaniesByName(" ")).isInstanceOf(Refused.class);
        assertThat(client.createPackage(new NewPackage(ID, " ", "", Set.of(), false, false, "en_US")))
                .isInstanceOf(Refused.class);
        assertThat(cloud.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api",
                "/api/",
                "/api/v1.0/jsonrpc",
                "/api/v1.0/jsonrpc/companies/",
                "/v1.0/jsonrpc",
                "\n"
            })
    void addressAsPeoplePasteIt(String ending) {
        cloud.on("companies.getCompanyDetails", "{\"id\":\"" + ID + "\"}");
        assertThat(cloud.client(" " + cloud.origin() + ending).ownCompany()).isInstanceOf(Found.class);
        assertThat(cloud.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://gravityzone.bitdefender.com/      | Access URL",
                "https://vidal-api.centrastage.net         | address of Datto RMM",
                "http://cloudgz.gravityzone.bitdefender.com/api | begin the address with https://",
                "https://10.0.0.5/api                      | COMPANION_ALLOWED_HOSTS",
                "https://key@cloudgz.gravityzone.bitdefender.com | user name or password",
                "the cloud                                 | not an address"
            })
    void wrongAddressSaysWhatToChange(String accessUrl, String hint) {
        assertThat(cloud.client(accessUrl).ownCompany())
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).contains(hint));
        assertThat(cloud.client(accessUrl).enabledServices())
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).contains(hint));
    }

    @Test
    void credentialsShowThemselvesToNobody() {
        assertThat(new GravityZoneCredentials("https://user:hidden@host", GravityZoneStub.KEY).toString())
                .doesNotContain("hidden", GravityZoneStub.KEY.reveal());
    }

    private static JsonNode json(String text) {
        return LenientJson.parse(text).orElseThrow();
    }
}
