package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.Licence.Subscription;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LicenceTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final String LICENCE = "licensing.getLicenseInfo";

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ROW,\"manageEncryption\":true,\"managePatchManagement\":false}",
                "[{ROW,\"ownUse\":{\"manageEncryption\":true,\"managePatchManagement\":false}}]",
                "[{\"isAddon\":true,\"subscriptionType\":1,\"manageEncryption\":true},{ROW,\"isAddon\":false,\"managePatchManagement\":0}]"
            })
    void licenceReadsAlikeInEveryShape(String shape) {
        cloud.on(LICENCE, shape.replace("ROW", """
                        "subscriptionType":3,"expiryDate":"2027-01-31T23:59:59","usedSlots":12,"totalSlots":null,
                        "assignedProductType":0,"assignedProtectionModel":"mspSecure","licenseKey":"A-B-C","minimumUsage":{}
                        """));

        assertThat(cloud.client().licence(ID))
                .isEqualTo(new Found<>(new Licence(
                        Subscription.MONTHLY,
                        "mspSecure",
                        0,
                        12L,
                        null,
                        Instant.parse("2027-01-31T23:59:59Z"),
                        Map.of("manageEncryption", true, "managePatchManagement", false))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[null,7]",
                "{\"subscriptionType\":99,\"usedSlots\":\"x\",\"expiryDate\":\"never\",\"manageExchange\":\"maybe\"}"
            })
    void whatIsNotToldIsNull(String result) {
        cloud.on(LICENCE, result);

        assertThat(cloud.client().licence(ID))
                .isEqualTo(new Found<>(new Licence(null, null, null, null, null, null, Map.of())));
    }

    @Test
    void licenceOfACompanyThatIsGoneIsMissing() {
        cloud.failing(LICENCE, -32602, "Invalid value for 'companyId'");
        assertThat(cloud.client().licence(ID)).isInstanceOf(Missing.class);
        assertThat(cloud.client().licenceFlags(ID)).isInstanceOf(Missing.class);
    }

    @Test
    void noLicenceIsNoAnswer() {
        cloud.on(LICENCE, "\"x\"");
        assertThat(cloud.client().licence(ID)).isInstanceOf(Unavailable.class);
        assertThat(cloud.client().licence(" ")).isInstanceOf(Refused.class);
    }
}
