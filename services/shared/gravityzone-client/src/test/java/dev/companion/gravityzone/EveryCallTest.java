package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.gravityzone.GravityZoneAccounts.AccountRole;
import dev.companion.gravityzone.GravityZoneAccounts.NewAccount;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZoneStub.Call;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of the client by what becomes of its answer: a read stays harmless and an effect is never guessed. */
@Timeout(60)
class EveryCallTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";

    /** Each with its method at the vendor. */
    private enum Action {
        OWN_COMPANY("companies.getCompanyDetails", CallKind.READ, client -> client.ownCompany()),
        COMPANY("companies.getCompanyDetails", CallKind.READ, client -> client.company(ID)),
        COMPANIES("network.getNetworkInventoryItems", CallKind.READ, client -> client.companies(null)),
        FIND("companies.findCompaniesByName", CallKind.READ, client -> client.findCompaniesByName("A")),
        CHILDREN("network.getCompaniesList", CallKind.READ, client -> client.childCompanies(ID)),
        FOLDERS("network.getCompanyFoldersList", CallKind.READ, client -> client.companyFolders(ID)),
        ENDPOINTS("network.getEndpointsList", CallKind.READ, client -> client.endpointCount(ID)),
        PACKAGES("packages.getPackagesList", CallKind.READ, client -> client.packages(ID, null)),
        DETAILS("packages.getPackageDetails", CallKind.READ, client -> client.packageDetails(ID)),
        LINKS("packages.getInstallationLinks", CallKind.READ, client -> client.installationLinks(ID, "p")),
        ALL_LINKS("packages.getInstallationLinks", CallKind.READ, client -> client.allInstallationLinks()),
        LICENCE("licensing.getLicenseInfo", CallKind.READ, client -> client.licence(ID)),
        FLAGS("licensing.getLicenseInfo", CallKind.READ, client -> client.licenceFlags(ID)),
        ACCOUNTS("accounts.getAccountsList", CallKind.READ, client -> client.accounts(ID, null)),
        CREATE_COMPANY("companies.createCompany", CallKind.EFFECT, client -> client.createCompany("A", null)),
        RENAME_COMPANY("companies.updateCompanyDetails", CallKind.EFFECT, client -> client.renameCompany(ID, "A")),
        SUSPEND_COMPANY("companies.suspendCompany", CallKind.EFFECT, client -> client.suspendCompany(ID, false)),
        ACTIVATE_COMPANY("companies.activateCompany", CallKind.EFFECT, client -> client.activateCompany(ID, false)),
        MOVE_COMPANY("network.moveCompanyOrCompanyFolder", CallKind.EFFECT, client -> client.moveCompany(ID, ID)),
        DELETE_COMPANY("companies.deleteCompany", CallKind.EFFECT, client -> client.deleteCompany(ID)),
        CREATE_PACKAGE("packages.createPackage", CallKind.EFFECT, client -> client.createPackage(aPackage())),
        UPDATE_PACKAGE("packages.updatePackage", CallKind.EFFECT, client -> client.updatePackage(ID, aPackage())),
        DELETE_PACKAGE("packages.deletePackage", CallKind.EFFECT, client -> client.deletePackage(ID)),
        CREATE_ACCOUNT("accounts.createAccount", CallKind.EFFECT, client -> client.createAccount(anAccount())),
        UPDATE_ACCOUNT("accounts.updateAccount", CallKind.EFFECT, client -> client.updateAccount(ID, aChange())),
        DELETE_ACCOUNT("accounts.deleteAccount", CallKind.EFFECT, client -> client.deleteAccount(ID));

        private final String method;
        private final CallKind kind;
        private final Function<GravityZoneClient, CallResult<?>> call;

        Action(String method, CallKind kind, Function<GravityZoneClient, CallResult<?>> call) {
            this.method = method;
            this.kind = kind;
            this.call = call;
        }

        /**
         * The class of the result when the method answers so, and that it was sent once. Only a large page that is refused
         * as invalid is asked for once more, as a small one.
         */
        String classWhen(Function<Call, Reply> script) {
            try (var cloud = new GravityZoneStub(Duration.ofSeconds(20)).on(method, script)) {
                var result = GravityZoneResultsTest.classOf(call.apply(cloud.client()));
                assertThat(cloud.calls().stream().filter(sent -> sent.endsWith(method.split("\\.")[1])))
                        .as("requests of %s", this)
                        .hasSize(this == COMPANIES && result.equals("Refused INVALID") ? 2 : 1);
                return result;
            }
        }

        String lost() {
            return kind == CallKind.READ ? "Unavailable" : "UnknownEffect";
        }
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void answerThatIsLostOrUnreadable(Action action) {
        assertThat(action.classWhen(_ -> Fault.CLOSE_BEFORE_ANSWER)).isEqualTo(action.lost());
        assertThat(action.classWhen(_ -> Fault.CLOSE_IN_BODY)).isEqualTo(action.lost());
        for (int status : List.of(200, 302, 408, 500, 502, 503, 504)) {
            assertThat(action.classWhen(_ -> Reply.html(status)))
                    .as("%d", status)
                    .isEqualTo(action.lost());
        }
        for (int code : List.of(-32000, -32603, 17)) {
            assertThat(action.classWhen(call -> GravityZoneStub.error(call, 200, code, "Something went wrong")))
                    .as("%d", code)
                    .isEqualTo(action.lost());
        }
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void answerThatIsADecision(Action action) {
        assertThat(action.classWhen(_ -> Reply.html(405))).isEqualTo("Refused NOT_OFFERED");
        assertThat(action.classWhen(_ -> Reply.html(404))).isEqualTo("Refused INVALID");
        assertThat(action.classWhen(_ -> Reply.html(409))).isEqualTo("Conflict");
        assertThat(action.classWhen(_ -> Reply.of(429, Map.of(), ""))).isEqualTo("RateLimited ACCOUNT");
        assertThat(action.classWhen(call -> GravityZoneStub.error(call, 200, -32601, "x")))
                .isEqualTo("Refused NOT_OFFERED");
        assertThat(action.classWhen(call -> GravityZoneStub.error(call, 200, -32001, "x")))
                .isEqualTo("Refused PERMISSION");
        assertThat(action.classWhen(call -> GravityZoneStub.error(call, 200, -32003, "x")))
                .isEqualTo("RateLimited ACCOUNT");
        // A level of the tree is the one list that the vendor refuses to say that it is empty.
        assertThat(action.classWhen(call -> GravityZoneStub.error(call, 200, -32002, "x")))
                .isEqualTo(action == Action.CHILDREN || action == Action.FOLDERS ? "Found" : "Missing");
    }

    private static NewPackage aPackage() {
        return new NewPackage(ID, "p", "d", Set.of(), false, true, "en_US");
    }

    private static NewAccount anAccount() {
        return new NewAccount("t@msp.example", "T", AccountRole.REPORTER, null, Map.of(), List.of());
    }

    private static AccountChange aChange() {
        return new AccountChange(null, "T", null, null, null);
    }
}
