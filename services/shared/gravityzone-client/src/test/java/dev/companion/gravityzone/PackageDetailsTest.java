package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PackageDetailsTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final String DETAILS = "packages.getPackageDetails";

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "1, 0", "\"1\", \"0\""})
    void switchesAreReadInEverySpelling(String on, String off) {
        cloud.on(DETAILS, """
                {"packageName":"Büro","description":"d","language":"de_DE","productType":0,"scanMode":{"type":1},
                 "modules":{"antimalware":ON,"firewall":ON,"edrSensor":OFF,"userControl":ON,"antiphishing":OFF,"trafficScan":ON,
                  "contentControl":ON,"integrityMonitoring":ON,"moduleOfTheFuture":ON,"powerUser":null,"deviceControl":{}},
                 "roles":{"relay":OFF,"exchange":ON},"settings":{"removeCompetitors":OFF,"scanBeforeInstall":OFF},
                 "deploymentOptions":null}
                """.replace("ON", on).replace("OFF", off));

        assertThat(cloud.client().packageDetails(ID))
                .isEqualTo(new Found<>(new PackageDetails(
                        "Büro",
                        "d",
                        "de_DE",
                        Set.of("firewall", "userControl", "trafficScan", "integrityMonitoring"),
                        true,
                        false,
                        0)));
        assertThat(cloud.lastParams())
                .isEqualTo(LenientJson.parse("{\"packageId\":\"" + ID + "\"}").orElseThrow());
    }

    @Test
    void olderKeyAloneStandsForAllThree() {
        cloud.on(DETAILS, "{\"packageName\":\"p\",\"modules\":{\"contentControl\":true},\"settings\":null}");

        assertThat(cloud.client().packageDetails(ID))
                .isEqualTo(new Found<>(new PackageDetails(
                        "p", null, null, Set.of("userControl", "antiphishing", "trafficScan"), null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "true", "{\"modules\":{\"firewall\":true}}"})
    void answerWithoutAPackageIsNoAnswer(String result) {
        cloud.on(DETAILS, result);

        assertThat(cloud.client().packageDetails(ID)).isInstanceOf(Unavailable.class);
    }

    @Test
    void packageThatIsGoneIsMissing() {
        cloud.failing(DETAILS, -32602, "Invalid value for 'packageId'");

        assertThat(cloud.client().packageDetails(ID)).isInstanceOf(Missing.class);
        assertThat(cloud.client().packageDetails("")).isInstanceOf(Refused.class);
    }

    @Test
    void updateSaysEverySwitchAndNoCompany() {
        cloud.on("packages.updatePackage", "null");

        assertThat(cloud.client().updatePackage(ID, wanted("New name"))).isEqualTo(new Found<>(Done.DONE));
        assertThat(cloud.lastParams())
                .isEqualTo(LenientJson.parse("""
                        {"packageId":"%s","packageName":"New name","description":"d","language":"en_US",
                         "modules":{"advancedAntiExploit":0,"advancedThreatControl":0,"antiphishing":0,"deviceControl":0,
                          "edrSensor":0,"encryption":0,"firewall":1,"networkAttackDefense":0,"patchManagement":0,
                          "powerUser":0,"trafficScan":0,"userControl":0},
                         "scanMode":{"type":1},"settings":{"scanBeforeInstall":0,"removeCompetitors":1},
                         "roles":{"relay":0,"exchange":0},"deploymentOptions":{"type":1},"productType":0}
                        """.formatted(ID)).orElseThrow());
        assertThat(cloud.client().updatePackage(" ", wanted("p"))).isInstanceOf(Refused.class);
        assertThat(cloud.client().updatePackage(ID, wanted(" "))).isInstanceOf(Refused.class);
        assertThat(cloud.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32602 | A package with this name already exists | Refused NAME_TAKEN",
                "-32602 | Invalid value for 'packageId'           | Missing",
                "-32602 | One or more items are not available for the specified action. | Missing",
                "-32602 | Package language does not exist         | Refused INVALID",
                "-32602 | Invalid value for 'packageName'         | Refused INVALID",
                "-32602 | ''                                      | Refused INVALID",
                "-32000 | Server error                            | UnknownEffect"
            })
    void updatesByTheWordsOfTheVendor(int code, String words, String expected) {
        cloud.failing("packages.updatePackage", code, words);

        assertThat(GravityZoneResultsTest.classOf(cloud.client().updatePackage(ID, wanted("p"))))
                .isEqualTo(expected);
    }

    private static NewPackage wanted(String name) {
        return new NewPackage("another company", name, "d", Set.of("firewall"), false, true, "en_US");
    }
}
