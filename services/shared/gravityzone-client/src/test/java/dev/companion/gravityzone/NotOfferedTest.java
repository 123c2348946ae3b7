package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotOfferedTest {

    @Test
    void clientThatLacksACallRefusesItByTheNameOfTheVendor() {
        var companies = new GravityZoneCompanies() {};
        var packages = new GravityZonePackages() {};
        var accounts = new GravityZoneAccounts() {};

        assertThat(List.<CallResult<?>>of(
                        companies.deleteCompany("c"),
                        companies.moveCompany("c", "p"),
                        companies.endpointCount("c"),
                        packages.packageDetails("p"),
                        accounts.updateAccount("a", new AccountChange(null, null, null, null, null))))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_OFFERED)))
                .extracting(result -> ((Refused<?>) result).detail().split(" ")[0])
                .containsExactly(
                        "deleteCompany",
                        "moveCompanyOrCompanyFolder",
                        "getEndpointsList",
                        "getPackageDetails",
                        "updateAccount");
    }
}
