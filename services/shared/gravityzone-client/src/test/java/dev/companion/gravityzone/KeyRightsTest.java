package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class KeyRightsTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";

    private final GravityZoneStub cloud = new GravityZoneStub()
            .on("companies.getCompanyDetails", "{\"id\":\"" + ID + "\",\"name\":\"MSP\",\"type\":0}")
            .on("network.getCompaniesList", "[]")
            .failing("packages.getPackagesList", -32602, "Id of a managed company is expected")
            .on("licensing.getLicenseInfo", "{}");

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void keyTellsWhatItMayDo() {
        cloud.on(
                "general.getApiKeyDetails",
                "{\"enabledApis\":[\"packages\",\"network\",\"Companies\",\"licensing\",null,7],\"createdAt\":\"2019-04-11T12:00:54\"}");
        assertThat(cloud.client().enabledServices())
                .isEqualTo(new Found<>(Set.of("packages", "network", "companies", "licensing")));
        assertThat(cloud.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 200})
    void keyThatMayNotTellIsTriedOut(int status) {
        if (status != 200) {
            cloud.barring("general", Reply.html(status));
        }
        cloud.barring("packages", Reply.html(403));
        assertThat(cloud.client().enabledServices())
                .isEqualTo(new Found<>(Set.of("companies", "network", "licensing")));
    }

    @Test
    void rightThatTheProductNeedNotHaveIsTriedOutToo() {
        cloud.barring("general", Reply.html(403))
                .on("accounts.getAccountsList", "{\"page\":1,\"perPage\":1,\"pagesCount\":0,\"total\":0,\"items\":[]}");
        assertThat(cloud.client().enabledServices())
                .isEqualTo(new Found<>(Set.of("companies", "network", "packages", "licensing", "accounts")));
        assertThat(GravityZoneApi.REQUIRED).doesNotContain(GravityZoneApi.ACCOUNTS);
    }

    @Test
    void partThatIsOutOfOrderLeavesTheQuestionOpen() {
        cloud.barring("general", Reply.html(403)).barring("packages", Reply.html(503));
        assertThat(cloud.client().enabledServices()).isInstanceOf(Unavailable.class);
        cloud.barring("packages", Reply.of(429, Map.of(), ""));
        assertThat(cloud.client().enabledServices()).isInstanceOf(RateLimited.class);
    }

    @ParameterizedTest
    @CsvSource({"401, true", "403, true", "401, false", "403, false"})
    void rightThatIsMissingIsNamedAsOnTheScreen(int status, boolean keyTells) {
        if (keyTells) {
            cloud.on("general.getApiKeyDetails", "{\"enabledApis\":[\"companies\",\"network\",\"licensing\"]}");
        } else {
            cloud.barring("general", Reply.html(status));
        }
        cloud.barring(
                "packages",
                Reply.json(status, "{\"error\":{\"code\":-32000,\"data\":{\"details\":\"Unauthorized\"}}}"));
        var client = cloud.client();
        for (var result : List.<CallResult<?>>of(
                client.packages(ID, null), client.installationLinks(ID, null), client.deletePackage(ID))) {
            assertThat(result).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.PERMISSION);
                assertThat(refusal.detail()).contains("Packages API", "My Account", "Unauthorized");
            });
        }
    }

    @Test
    void rightThatTheKeyHasButNotItsOwner() {
        cloud.on("general.getApiKeyDetails", "{\"enabledApis\":[\"companies\",\"network\",\"packages\"]}")
                .barring("packages", Reply.html(403));
        assertThat(cloud.client().packages(ID, null)).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.PERMISSION);
            assertThat(refusal.detail()).contains("its owner may not");
        });
    }

    @Test
    void wrongKeyIsToldFromAMissingRight() {
        var client = cloud.client(cloud.origin(), Secret.of("another-key-0001"));
        for (var result : List.<CallResult<?>>of(
                client.ownCompany(), client.enabledServices(), client.createCompany("A", null))) {
            assertThat(result).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.CREDENTIALS);
                assertThat(refusal.detail())
                        .contains("check key and Access URL", "Invalid API key")
                        .doesNotContain("another-key-0001");
            });
        }
    }

    @Test
    void refusalThatCannotBeExplainedNowIsNoCredentialAlarmAndNoEffect() {
        cloud.barring("packages", Reply.html(401)).barring("general", Reply.html(503));
        assertThat(cloud.client().packages(ID, null)).isInstanceOf(Unavailable.class);
        assertThat(cloud.client().deletePackage(ID)).isInstanceOf(Unavailable.class);
    }
}
