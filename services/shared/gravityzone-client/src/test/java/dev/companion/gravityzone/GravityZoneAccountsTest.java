package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneAccounts.Account;
import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.gravityzone.GravityZoneAccounts.AccountRole;
import dev.companion.gravityzone.GravityZoneAccounts.NewAccount;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.StubServer.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class GravityZoneAccountsTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final String COMPANY = "5f1a2b3c4d5e6f7081920a00";

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void accountsAreWalkedByPages() {
        cloud.on("accounts.getAccountsList", """
                {"page":1,"perPage":100,"pagesCount":2,"total":102,"items":[
                 {"id":"%s","email":"zoë@msp.example","profile":{"fullName":"Zoë Ångström","timezone":"GMT"},"role":5,
                  "rights":{"manageNetworks":true,"manageReports":1,"manageUsers":false,"odd":{}},"companyName":"M","companyId":"%s"},
                 {"id":"plain","role":77},{"email":"nobody@msp.example"},null]}
                """.formatted(ID, COMPANY));

        assertThat(cloud.client().accounts(COMPANY, null))
                .isEqualTo(new Found<>(new Page<>(
                        List.of(
                                new Account(
                                        ID,
                                        "zoë@msp.example",
                                        "Zoë Ångström",
                                        AccountRole.CUSTOM,
                                        Map.of("manageNetworks", true, "manageReports", true, "manageUsers", false),
                                        COMPANY),
                                new Account("plain", null, null, null, Map.of(), null)),
                        new PageCursor(2, 2),
                        102L)));
        assertThat(cloud.lastParams())
                .isEqualTo(json("{\"companyId\":\"" + COMPANY + "\",\"page\":1,\"perPage\":100}"));
        cloud.client().accounts(null, new PageCursor(2, 2));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"page\":2,\"perPage\":100}"));
    }

    @Test
    void accountIsCreatedWithoutAPassword() {
        cloud.on("accounts.createAccount", "\"" + ID + "\"");
        var client = cloud.client();

        assertThat(client.createAccount(technician(AccountRole.NETWORK_ADMINISTRATOR, Map.of())))
                .isEqualTo(new Found<>(ID));
        assertThat(cloud.lastParams())
                .isEqualTo(json("{\"email\":\"t@msp.example\",\"profile\":{\"fullName\":\"T\"},\"role\":2}"));

        client.createAccount(new NewAccount(
                "t@msp.example", "T", AccountRole.CUSTOM, COMPANY, Map.of("manageNetworks", true), List.of(ID)));
        assertThat(cloud.lastParams()).isEqualTo(json("""
                {"email":"t@msp.example","profile":{"fullName":"T"},"role":5,"companyId":"%s",
                 "rights":{"manageNetworks":true},"targetIds":["%s"]}
                """.formatted(COMPANY, ID)));
    }

    @Test
    void onlyWhatChangesIsSent() {
        cloud.on("accounts.updateAccount", "true").on("accounts.deleteAccount", "null");
        var client = cloud.client();

        assertThat(client.updateAccount(ID, new AccountChange(null, "Ü", null, null, null)))
                .isEqualTo(new Found<>(Done.DONE));
        assertThat(cloud.lastParams())
                .isEqualTo(json("{\"accountId\":\"" + ID + "\",\"profile\":{\"fullName\":\"Ü\"}}"));
        client.updateAccount(
                ID,
                new AccountChange(
                        "n@msp.example", null, AccountRole.REPORTER, Map.of("manageReports", true), List.of()));
        assertThat(cloud.lastParams()).isEqualTo(json("""
                {"accountId":"%s","email":"n@msp.example","role":3,"rights":{"manageReports":true},"targetIds":[]}
                """.formatted(ID)));
        assertThat(client.deleteAccount(ID)).isEqualTo(new Found<>(Done.DONE));
        assertThat(cloud.lastParams()).isEqualTo(json("{\"accountId\":\"" + ID + "\"}"));
    }

    @Test
    void falseForAnAnswerLeavesTheEffectOpen() {
        cloud.on("accounts.updateAccount", "false");

        assertThat(cloud.client().updateAccount(ID, new AccountChange("n@msp.example", null, null, null, null)))
                .isInstanceOf(UnknownEffect.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32602 | An account with this email already exists | Refused NAME_TAKEN | Refused NAME_TAKEN | Refused INVALID",
                "-32602 | Invalid value for 'email'      | Refused INVALID | Refused INVALID | Refused INVALID",
                "-32602 | Invalid value for 'accountId'  | Refused INVALID | Missing         | Missing",
                "-32602 | The owner of the key cannot be deleted | Refused INVALID | Refused INVALID | Refused INVALID",
                "-32602 | ''                             | Refused INVALID | Refused INVALID | Missing",
                "-32000 | Server error                   | UnknownEffect   | UnknownEffect   | UnknownEffect",
                "-32002 | Not found                      | Missing         | Missing         | Missing"
            })
    void changesByTheWordsOfTheVendor(int code, String words, String creation, String update, String deletion) {
        cloud.failing("accounts.createAccount", code, words)
                .failing("accounts.updateAccount", code, words)
                .failing("accounts.deleteAccount", code, words);
        var client = cloud.client();

        assertThat(GravityZoneResultsTest.classOf(client.createAccount(technician(AccountRole.REPORTER, Map.of()))))
                .isEqualTo(creation);
        assertThat(GravityZoneResultsTest.classOf(
                        client.updateAccount(ID, new AccountChange("n@msp.example", null, null, null, null))))
                .isEqualTo(update);
        assertThat(GravityZoneResultsTest.classOf(client.deleteAccount(ID))).isEqualTo(deletion);
    }

    @Test
    void whatTheVendorWouldRefuseIsNotSent() {
        var client = cloud.client();
        for (var result : List.<CallResult<?>>of(
                client.accounts(" ", null),
                client.createAccount(technician(AccountRole.CUSTOM, Map.of())),
                client.createAccount(new NewAccount(" ", "T", AccountRole.REPORTER, null, Map.of(), List.of())),
                client.createAccount(
                        new NewAccount("t@msp.example", "", AccountRole.REPORTER, null, Map.of(), List.of())),
                client.updateAccount("", new AccountChange("n@msp.example", null, null, null, null)),
                client.updateAccount(ID, new AccountChange(null, null, null, null, null)),
                client.deleteAccount(""))) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID));
        }
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void missingRightIsNamedAsOnTheScreen() {
        cloud.barring("accounts", Reply.html(403))
                .on("general.getApiKeyDetails", "{\"enabledApis\":[\"companies\",\"network\"]}");

        assertThat(cloud.client().accounts(null, null)).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.PERMISSION);
            assertThat(refusal.detail()).contains("Accounts API");
        });
    }

    @Test
    void nobodysNameOrAddressIsInATextForm() {
        assertThat(List.of(
                                new Account(ID, "zoë@msp.example", "Zoë", AccountRole.PARTNER, Map.of(), COMPANY),
                                technician(AccountRole.REPORTER, Map.of()),
                                new AccountChange("zoë@msp.example", "Zoë", AccountRole.PARTNER, null, null))
                        .toString())
                .contains(ID, "PARTNER", "REPORTER")
                .doesNotContain("msp.example", "Zoë", "\"T\"", "=T,");
    }

    private static NewAccount technician(AccountRole role, Map<String, Boolean> rights) {
        return new NewAccount("t@msp.example", "T", role, null, rights, List.of());
    }

    private static JsonNode json(String text) {
        return LenientJson.parse(text).orElseThrow();
    }
}
