package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneCompanies.CompanyFolder;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyRef;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.StubServer.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class CompanyChangesTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final String PARENT = "5f1a2b3c4d5e6f7081920a00";
    private static final Found<Done> DONE = new Found<>(Done.DONE);

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void everyChangeIsOneCallWithWhatTheVendorNames() {
        for (var method : List.of(
                "companies.deleteCompany",
                "companies.suspendCompany",
                "companies.activateCompany",
                "companies.updateCompanyDetails",
                "network.moveCompanyOrCompanyFolder")) {
            cloud.on(method, "null");
        }
        var client = cloud.client();

        assertThat(client.suspendCompany(ID, true)).isEqualTo(DONE);
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"%s\",\"recursive\":true}"));
        assertThat(client.activateCompany(ID, false)).isEqualTo(DONE);
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"%s\",\"recursive\":false}"));
        assertThat(client.renameCompany(ID, "Übel & Söhne 東京")).isEqualTo(DONE);
        assertThat(cloud.lastParams()).isEqualTo(json("{\"id\":\"%s\",\"name\":\"Übel & Söhne 東京\"}"));
        assertThat(client.moveCompany(ID, PARENT)).isEqualTo(DONE);
        assertThat(cloud.lastParams()).isEqualTo(json("{\"id\":\"%s\",\"newParentId\":\"" + PARENT + "\"}"));
        assertThat(client.deleteCompany(ID)).isEqualTo(DONE);
        assertThat(cloud.lastParams()).isEqualTo(json("{\"companyId\":\"%s\"}"));

        assertThat(cloud.calls())
                .containsExactly(
                        "/api/v1.0/jsonrpc/companies suspendCompany",
                        "/api/v1.0/jsonrpc/companies activateCompany",
                        "/api/v1.0/jsonrpc/companies updateCompanyDetails",
                        "/api/v1.0/jsonrpc/network moveCompanyOrCompanyFolder",
                        "/api/v1.0/jsonrpc/companies deleteCompany");
    }

    @Test
    void falseForAnAnswerLeavesTheEffectOpen() {
        cloud.on("companies.deleteCompany", "false");

        assertThat(cloud.client().deleteCompany(ID)).isInstanceOf(UnknownEffect.class);
    }

    @Test
    void companyThatIsKeptIsNeverReportedAsGone() {
        var kept = new String[] {
            "The company has subordinate companies and cannot be deleted",
            "The company has managed endpoints and cannot be deleted",
            "Id of a managed company is expected",
            "This is not allowed"
        };
        for (var words : kept) {
            cloud.failing("companies.deleteCompany", -32602, words);
            assertThat(cloud.client().deleteCompany(ID)).as(words).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
                assertThat(refusal.detail()).contains(words);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid value for 'companyId'",
                "The company does not exist",
                "Company not found",
                "One or more items are not available for the specified action.",
                "At least one specified target is invalid.",
                "The item does not exist",
                ""
            })
    void companyThatIsGoneIsMissingForEveryChange(String words) {
        cloud.failing("companies.deleteCompany", -32602, words)
                .failing("companies.suspendCompany", -32602, words)
                .failing("companies.activateCompany", -32602, words);
        var client = cloud.client();

        assertThat(client.deleteCompany(ID)).isInstanceOf(Missing.class);
        assertThat(client.suspendCompany(ID, false)).isInstanceOf(Missing.class);
        assertThat(client.activateCompany(ID, false)).isInstanceOf(Missing.class);
    }

    @Test
    void refusalWithoutDetailsIsAboutTheIdAsInAReading() {
        cloud.on(
                "companies.deleteCompany",
                call -> Reply.json(
                        "{\"id\":%s,\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid params\"}}"
                                .formatted(call.id())));

        assertThat(cloud.client().deleteCompany(ID)).isInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32602 | Invalid value for 'id'                  | Missing",
                "-32602 | Company does not exist                  | Missing",
                "-32602 | Company already exists                  | Refused NAME_TAKEN",
                "-32602 | Invalid value for 'name'                | Refused NAME_TAKEN",
                "-32602 | Invalid value for 'name': at most 64    | Refused INVALID",
                "-32602 | Invalid value for 'type'                | Refused INVALID",
                "-32602 | ''                                      | Refused INVALID",
                "-32000 | A company with this name already exists | Refused NAME_TAKEN",
                "-32000 | Something went wrong                    | UnknownEffect",
                "-32002 | Not found                               | Missing"
            })
    void renamesByTheWordsOfTheVendor(int code, String words, String expected) {
        cloud.failing("companies.updateCompanyDetails", code, words);

        assertThat(GravityZoneResultsTest.classOf(cloud.client().renameCompany(ID, "A")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32601 | The selected API is not available. | Refused NOT_OFFERED",
                "-32602 | Invalid value for 'newParentId'    | Refused INVALID",
                "-32602 | Invalid value for 'id'             | Refused INVALID",
                "-32001 | No access                          | Refused PERMISSION",
                "-32002 | Not found                          | Missing",
                "-32000 | Server error                       | UnknownEffect"
            })
    void movesByTheWordsOfTheVendor(int code, String words, String expected) {
        cloud.failing("network.moveCompanyOrCompanyFolder", code, words);

        assertThat(GravityZoneResultsTest.classOf(cloud.client().moveCompany(ID, PARENT)))
                .isEqualTo(expected);
    }

    @Test
    void nameOrIdThatTheVendorWouldRefuseIsNotSent() {
        var client = cloud.client();
        for (var name : List.of("x".repeat(65), "a<b", "a>b", "", "  ")) {
            assertThat(client.renameCompany(ID, name))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID));
        }
        for (var result : List.<CallResult<?>>of(
                client.renameCompany(" ", "A"),
                client.deleteCompany(""),
                client.suspendCompany("", true),
                client.activateCompany("", true),
                client.moveCompany("", PARENT),
                client.moveCompany(ID, " "),
                client.childCompanies(""),
                client.companyFolders(" "),
                client.endpointCount(""))) {
            assertThat(result).isInstanceOf(Refused.class);
        }
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void oneLevelOfTheTreeIsABareArray() {
        cloud.on("network.getCompaniesList", "[{\"id\":\"c1\",\"name\":\"Łódź\"},{\"id\":\"c2\"},{\"name\":\"x\"},7]");
        cloud.on("network.getCompanyFoldersList", "[{\"id\":\"f1\",\"name\":\"North\",\"more\":{}}]");
        var client = cloud.client();

        assertThat(client.childCompanies(PARENT))
                .isEqualTo(new Found<>(List.of(new CompanyRef("c1", "Łódź"), new CompanyRef("c2", ""))));
        assertThat(cloud.lastParams())
                .isEqualTo(
                        LenientJson.parse("{\"parentId\":\"" + PARENT + "\"}").orElseThrow());
        assertThat(client.companyFolders(null)).isEqualTo(new Found<>(List.of(new CompanyFolder("f1", "North"))));
        assertThat(cloud.lastParams()).isEqualTo(LenientJson.parse("{}").orElseThrow());
        assertThat(cloud.calls())
                .containsExactly(
                        "/api/v1.0/jsonrpc/network getCompaniesList",
                        "/api/v1.0/jsonrpc/network getCompanyFoldersList");
    }

    @Test
    void customerHasNothingBelowAndTheKeysOwnCompanyIsNoCustomer() {
        cloud.failing("network.getCompaniesList", -32602, "Invalid value for 'parentId'")
                .failing("network.getCompanyFoldersList", -32602, "Invalid value for 'parentId'");
        var client = cloud.client();

        assertThat(client.childCompanies(ID)).isEqualTo(new Found<>(List.of()));
        assertThat(client.companyFolders(ID)).isEqualTo(new Found<>(List.of()));
        assertThat(client.childCompanies(null)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":[]}", "null", "7", "\"x\""})
    void levelThatIsNoArrayIsNoAnswer(String result) {
        cloud.on("network.getCompaniesList", result).on("network.getCompanyFoldersList", result);

        assertThat(cloud.client().childCompanies(PARENT)).isInstanceOf(Unavailable.class);
        assertThat(cloud.client().companyFolders(PARENT)).isInstanceOf(Unavailable.class);
    }

    @Test
    void endpointsAreCountedAtEveryDepthWithOneRow() {
        cloud.on(
                "network.getEndpointsList",
                "{\"page\":1,\"perPage\":1,\"pagesCount\":37,\"total\":37,\"hasMoreRecords\":true,\"items\":[{\"id\":\"x\"}]}");

        assertThat(cloud.client().endpointCount(ID)).isEqualTo(new Found<>(37L));
        assertThat(cloud.calls()).containsExactly("/api/v1.1/jsonrpc/network getEndpointsList");
        assertThat(cloud.lastParams()).isEqualTo(json("""
                        {"parentId":"%s","page":1,"perPage":1,"filters":{"depth":{"allItemsRecursively":true},
                         "security":{"management":{"managedWithBest":true}}}}
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[]}",
                "{\"total\":null,\"items\":[]}",
                "{\"total\":\"many\",\"items\":[]}",
                "{\"total\":-1,\"items\":[]}",
                "{\"total\":1.5}",
                "[]",
                "null",
                "0"
            })
    void countThatIsNotToldIsNeverZero(String result) {
        cloud.on("network.getEndpointsList", result);

        assertThat(cloud.client().endpointCount(ID)).isInstanceOf(Unavailable.class);
    }

    @Test
    void noEndpointsAreZeroWhereTheVendorSaysSo() {
        cloud.on("network.getEndpointsList", "{\"total\":0,\"items\":[]}");
        assertThat(cloud.client().endpointCount(ID)).isEqualTo(new Found<>(0L));

        cloud.failing("network.getEndpointsList", -32602, "Invalid value for 'parentId'");
        assertThat(cloud.client().endpointCount(ID)).isInstanceOf(Missing.class);
    }

    /** With the company's id in the gap of the text. */
    private static JsonNode json(String text) {
        return LenientJson.parse(text.replace("%s", ID)).orElseThrow();
    }
}
