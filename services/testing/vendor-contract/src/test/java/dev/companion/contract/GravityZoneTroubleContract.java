package dev.companion.contract;

import static dev.companion.contract.GravityZoneVendor.CREATE_COMPANY;
import static dev.companion.contract.GravityZoneVendor.CREATE_PACKAGE;
import static dev.companion.contract.GravityZoneVendor.DELETE_PACKAGE;
import static dev.companion.contract.GravityZoneVendor.FIND_COMPANIES;
import static dev.companion.contract.GravityZoneVendor.LICENCE;
import static dev.companion.contract.GravityZoneVendor.LINKS;
import static dev.companion.contract.GravityZoneVendor.LIST_ACCOUNTS;
import static dev.companion.contract.GravityZoneVendor.LIST_CHILDREN;
import static dev.companion.contract.GravityZoneVendor.LIST_COMPANIES;
import static dev.companion.contract.GravityZoneVendor.LIST_ENDPOINTS;
import static dev.companion.contract.GravityZoneVendor.LIST_FOLDERS;
import static dev.companion.contract.GravityZoneVendor.LIST_PACKAGES;
import static dev.companion.contract.GravityZoneVendor.READ_COMPANY;
import static dev.companion.contract.GravityZoneVendor.READ_PACKAGE;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.pausedAsAsked;
import static dev.companion.contract.Outcomes.unavailable;
import static dev.companion.contract.Outcomes.unknownEffect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.contract.GravityZoneChange.On;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The same promises, and those about a cloud that is not well. */
abstract class GravityZoneTroubleContract extends GravityZoneContentsContract {

    private static final List<String> READS = List.of(
            READ_COMPANY,
            FIND_COMPANIES,
            LIST_COMPANIES,
            LIST_CHILDREN,
            LIST_FOLDERS,
            LIST_ENDPOINTS,
            LIST_PACKAGES,
            READ_PACKAGE,
            LINKS,
            LICENCE,
            LIST_ACCOUNTS);

    @Test
    void tooManyCallsAreRateLimitedForAsLongAsAskedAndNothingIsDone() {
        vendor.trouble(LIST_COMPANIES, Trouble.TOO_MANY);
        vendor.trouble(CREATE_COMPANY, Trouble.TOO_MANY);

        pausedAsAsked(client.companies(null));
        pausedAsAsked(client.createCompany("Busy Ltd", null));

        assertThat(vendor.companiesNamed("Busy Ltd")).isZero();
        assertThat(vendor.calls(CREATE_COMPANY)).as("no retry of its own").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            mode = Mode.INCLUDE,
            names = {"OUTAGE", "WEB_PAGE", "LOST_BEFORE_EFFECT", "LOST_AFTER_EFFECT"})
    void readWithoutAnAnswerIsUnavailableAndWellAgainAfterwards(Trouble trouble) {
        var id = vendor.addCompany("Shaky Ltd");
        var accounts = accountsClient();
        for (var operation : READS) {
            vendor.trouble(operation, trouble);
        }

        unavailable(client.ownCompany());
        unavailable(client.company(id));
        unavailable(client.findCompaniesByName("Shaky"));
        unavailable(client.companies(null));
        unavailable(client.packages(id, null));
        unavailable(client.installationLinks(id, null));
        unavailable(client.licenceFlags(id));
        unavailable(client.licence(id));
        unavailable(client.childCompanies(null));
        unavailable(client.companyFolders(null));
        unavailable(client.endpointCount(id));
        unavailable(client.packageDetails(NOBODY));
        unavailable(accounts.accounts(null, null));

        vendor.calm();
        found(client.company(id));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            mode = Mode.INCLUDE,
            names = {"OUTAGE", "WEB_PAGE", "LOST_BEFORE_EFFECT"})
    void creationWithoutAnAnswerIsUnknownThoughNothingWasDone(Trouble trouble) {
        vendor.trouble(CREATE_COMPANY, trouble);

        unknownEffect(client.createCompany("Shaky Ltd", null));

        assertThat(vendor.companiesNamed("Shaky Ltd")).isZero();
        assertThat(vendor.calls(CREATE_COMPANY)).isEqualTo(1);
    }

    @Test
    void creationWhoseAnswerIsLostIsUnknownAndTheCompanyIsThereOnce() {
        vendor.trouble(CREATE_COMPANY, Trouble.LOST_AFTER_EFFECT);

        unknownEffect(client.createCompany("Lost Answer Ltd", null));

        assertThat(vendor.companiesNamed("Lost Answer Ltd")).isEqualTo(1);
        assertThat(vendor.calls(CREATE_COMPANY)).isEqualTo(1);
        assertThat(found(client.findCompaniesByName("Lost Answer Ltd")))
                .singleElement()
                .satisfies(company -> assertThat(company.createdAt()).isEqualTo(clock.instant()));
    }

    @Test
    void packageWhoseAnswerIsLostIsUnknownAndThereOnce() {
        var company = vendor.addCompany("Lost Package Ltd");
        vendor.trouble(CREATE_PACKAGE, Trouble.LOST_AFTER_EFFECT);

        unknownEffect(client.createPackage(wanted(company, "Default package")));

        assertThat(walked((PageCursor cursor) -> client.packages(company, cursor)))
                .hasSize(1);
        assertThat(vendor.calls(CREATE_PACKAGE)).isEqualTo(1);
    }

    @Test
    void deletionWhoseAnswerIsLostIsUnknownAndTookPlace() {
        var id = found(client.createPackage(wanted(vendor.addCompany("Lost Deletion Ltd"), "Default package")));
        vendor.trouble(DELETE_PACKAGE, Trouble.LOST_AFTER_EFFECT);

        unknownEffect(client.deletePackage(id));

        assertThat(vendor.hasPackage(id)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(GravityZoneChange.class)
    void changeWhoseAnswerIsLostIsUnknownAndTookPlaceOnce(GravityZoneChange change) {
        assumeTrue(change != GravityZoneChange.MOVE || vendor.movesAreOffered());
        var on = On.freshIn(vendor, client);
        var accounts = accountsClient();
        vendor.trouble(change.operation(), Trouble.LOST_AFTER_EFFECT);

        unknownEffect(change.make(accounts, on));

        assertThat(change.tookPlace(vendor, on)).isTrue();
        assertThat(vendor.calls(change.operation())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(GravityZoneChange.class)
    void changeWithoutAnAnswerIsUnknownThoughNothingWasDone(GravityZoneChange change) {
        var on = On.freshIn(vendor, client);
        var accounts = accountsClient();
        for (var trouble : List.of(Trouble.OUTAGE, Trouble.WEB_PAGE, Trouble.LOST_BEFORE_EFFECT)) {
            vendor.trouble(change.operation(), trouble);

            unknownEffect(change.make(accounts, on));

            assertThat(change.tookPlace(vendor, on)).as("%s", trouble).isFalse();
            vendor.calm();
        }
        assertThat(vendor.calls(change.operation())).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(GravityZoneChange.class)
    void changeThatIsPausedDidNothing(GravityZoneChange change) {
        var on = On.freshIn(vendor, client);
        var accounts = accountsClient();
        vendor.trouble(change.operation(), Trouble.TOO_MANY);

        pausedAsAsked(change.make(accounts, on));

        assertThat(change.tookPlace(vendor, on)).isFalse();
    }
}
