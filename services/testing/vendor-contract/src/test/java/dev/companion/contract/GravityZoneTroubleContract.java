package dev.companion.contract;

import static dev.companion.contract.GravityZoneVendor.CREATE_COMPANY;
import static dev.companion.contract.GravityZoneVendor.CREATE_PACKAGE;
import static dev.companion.contract.GravityZoneVendor.DELETE_PACKAGE;
import static dev.companion.contract.GravityZoneVendor.FIND_COMPANIES;
import static dev.companion.contract.GravityZoneVendor.LICENCE;
import static dev.companion.contract.GravityZoneVendor.LINKS;
import static dev.companion.contract.GravityZoneVendor.LIST_COMPANIES;
import static dev.companion.contract.GravityZoneVendor.LIST_PACKAGES;
import static dev.companion.contract.GravityZoneVendor.READ_COMPANY;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.pausedAsAsked;
import static dev.companion.contract.Outcomes.unavailable;
import static dev.companion.contract.Outcomes.unknownEffect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The same promises, and those about a cloud that is not well. */
abstract class GravityZoneTroubleContract extends GravityZoneClientContract {

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
        for (var operation : List.of(READ_COMPANY, FIND_COMPANIES, LIST_COMPANIES, LIST_PACKAGES, LINKS, LICENCE)) {
            vendor.trouble(operation, trouble);
        }

        unavailable(client.ownCompany());
        unavailable(client.company(id));
        unavailable(client.findCompaniesByName("Shaky"));
        unavailable(client.companies(null));
        unavailable(client.packages(id, null));
        unavailable(client.installationLinks(id, null));
        unavailable(client.licenceFlags(id));

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
}
