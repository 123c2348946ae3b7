package dev.companion.contract;

import static dev.companion.contract.GravityZoneVendor.SERVICES;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.missing;
import static dev.companion.contract.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.AddOn;
import dev.companion.gravityzone.GravityZoneAccounts.Account;
import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.gravityzone.GravityZoneAccounts.AccountRole;
import dev.companion.gravityzone.GravityZoneAccounts.NewAccount;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.gravityzone.Licence.Subscription;
import dev.companion.gravityzone.LicensedPackage;
import dev.companion.vendor.CallResult.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What companies contain: packages as they are kept, licences, accounts. */
abstract class GravityZoneContentsContract extends GravityZoneCompaniesContract {

    /** Like the usual client, with the right to accounts besides. */
    GravityZoneClient accountsClient() {
        var services = new TreeSet<>(SERVICES);
        services.add("accounts");
        return client(vendor.keyWith(services));
    }

    static NewAccount technician(String email) {
        return new NewAccount(email, "Zoë Ångström", AccountRole.NETWORK_ADMINISTRATOR, null, Map.of(), List.of());
    }

    @Test
    void packageReadsBackAsItWasWantedAndAsItWasChanged() {
        var company = vendor.addCompany("Round trip");
        vendor.license(company, "manageEventCorrelator");
        vendor.license(company, "manageExchange");
        var id = found(client.createPackage(wanted(company, "Default package")));
        assertThat(found(client.packageDetails(id)))
                .isEqualTo(new PackageDetails("Default package", "for the contract", "en_US", MODULES, true, true, 0));

        var change = new NewPackage(
                company, "Paquet n° 2", "changed", Set.of("firewall", "powerUser"), false, false, "fr_FR");
        found(client.updatePackage(id, change));

        assertThat(found(client.packageDetails(id)))
                .isEqualTo(new PackageDetails(
                        "Paquet n° 2", "changed", "fr_FR", Set.of("firewall", "powerUser"), false, false, 0));
        assertThat(vendor.kept(id))
                .isEqualTo(new GravityZoneVendor.Kept(
                        company, "Paquet n° 2", Set.of("firewall", "powerUser"), false, false));
        vendor.finishKits();
        assertThat(found(client.installationLinks(company, "Paquet n° 2")))
                .singleElement()
                .satisfies(links -> assertThat(links.windows()).isEqualTo(vendor.windowsLink(id)));
    }

    @Test
    void packageThatIsGoneOrWhoseNewNameIsInUseIsTold() {
        var company = vendor.addCompany("Two packages");
        found(client.createPackage(wanted(company, "First")));
        var second = found(client.createPackage(wanted(company, "Second")));

        refused(client.updatePackage(second, wanted(company, "First")), Reason.NAME_TAKEN);
        found(client.updatePackage(second, wanted(company, "Second")));
        missing(client.packageDetails(NOBODY));
        missing(client.updatePackage(NOBODY, wanted(company, "Third")));

        assertThat(vendor.kept(second).name()).isEqualTo("Second");
    }

    @Test
    void licenceTellsSubscriptionSeatsAndEnd() {
        var id = found(client.createCompany("Subscriber Ltd", null));
        vendor.setAgents(id, 12);

        var licence = found(client.licence(id));

        assertThat(licence.subscription()).isEqualTo(Subscription.MONTHLY);
        assertThat(licence.protectionModel()).isEqualTo("aLaCarte");
        assertThat(licence.usedSlots()).isEqualTo(12);
        assertThat(licence.totalSlots()).as("the partner's pool").isNull();
        assertThat(licence.expiresAt()).isNull();
        assertThat(licence.flags()).isEqualTo(found(client.licenceFlags(id)));

        vendor.putOnTrial(id);
        var trial = found(client.licence(id));
        assertThat(trial.subscription()).isEqualTo(Subscription.TRIAL);
        assertThat(trial.expiresAt()).isEqualTo(clock.instant().plus(GravityZoneVendor.TRIAL));
        missing(client.licence(NOBODY));
    }

    @Test
    void contentIsReducedToTheLicenceAndIsThenStoredWhole() {
        var company = vendor.addCompany("Reduced Ltd");
        vendor.license(company, "managePatchManagement");
        var desired = new NewPackage(
                company, "Desired", "", Set.of("firewall", "patchManagement", "encryption"), true, true, "en_US");

        var reduced = LicensedPackage.of(desired, found(client.licence(company)));

        assertThat(reduced.leftOut()).containsExactly(AddOn.EXCHANGE_PROTECTION, AddOn.FULL_DISK_ENCRYPTION);
        var id = found(client.createPackage(reduced.allowed()));
        assertThat(vendor.kept(id))
                .isEqualTo(new GravityZoneVendor.Kept(
                        company, "Desired", Set.of("firewall", "patchManagement"), false, true));
    }

    @Test
    void addOnThatIsSoldIsNoLongerLeftOut() {
        var company = vendor.addCompany("Upgraded Ltd");
        for (var addOn : AddOn.values()) {
            vendor.license(company, addOn.licenceFlag());
        }
        var desired = new NewPackage(
                company, "Desired", "", Set.of("edrSensor", "patchManagement", "encryption"), true, true, "en_US");

        var reduced = LicensedPackage.of(desired, found(client.licence(company)));

        assertThat(reduced).isEqualTo(new LicensedPackage(desired, List.of()));
        var id = found(client.createPackage(reduced.allowed()));
        assertThat(vendor.kept(id).modules()).isEqualTo(desired.modules());
        assertThat(vendor.kept(id).exchange()).isTrue();
    }

    @Test
    void accountLivesFromCreationToDeletion() {
        var accounts = accountsClient();
        var id = found(accounts.createAccount(technician("zoe@msp.example")));
        assertThat(vendor.accountsOf(vendor.ownCompanyId()))
                .contains(new GravityZoneVendor.KeptAccount(id, "zoe@msp.example", "Zoë Ångström", 2));

        refused(accounts.createAccount(technician("Zoe@msp.example")), Reason.NAME_TAKEN);
        found(accounts.updateAccount(id, new AccountChange(null, "Zoë Öberg", AccountRole.REPORTER, null, null)));

        assertThat(walked((PageCursor cursor) -> accounts.accounts(null, cursor)))
                .filteredOn(account -> account.id().equals(id))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.email()).isEqualTo("zoe@msp.example");
                    assertThat(account.fullName()).isEqualTo("Zoë Öberg");
                    assertThat(account.role()).isEqualTo(AccountRole.REPORTER);
                });
        found(accounts.deleteAccount(id));
        assertThat(vendor.accountsOf(vendor.ownCompanyId()))
                .noneMatch(account -> account.id().equals(id));
        missing(accounts.deleteAccount(id));
        missing(accounts.updateAccount(id, new AccountChange(null, "Nobody", null, null, null)));
    }

    @Test
    void accountsAreWalkedBeyondOnePage() {
        var company = vendor.addCompany("Crowd Ltd");
        for (int i = 0; i < 130; i++) {
            vendor.addAccount(company, "person%03d@crowd.example".formatted(i));
        }

        assertThat(walked((PageCursor cursor) -> accountsClient().accounts(company, cursor)))
                .extracting(Account::email)
                .doesNotHaveDuplicates()
                .hasSize(130);
    }

    @Test
    void addressInUseIsToldByAnUpdateToo() {
        var accounts = accountsClient();
        vendor.addAccount(vendor.ownCompanyId(), "first@msp.example");
        var second = vendor.addAccount(vendor.ownCompanyId(), "second@msp.example");

        refused(
                accounts.updateAccount(second, new AccountChange("first@msp.example", null, null, null, null)),
                Reason.NAME_TAKEN);
        found(accounts.updateAccount(second, new AccountChange("third@msp.example", null, null, null, null)));
    }

    @Test
    void accountsNeedARightThatTheProductGoesWithout() {
        assertThat(refused(client.accounts(null, null), Reason.PERMISSION)).contains("Accounts API");
        assertThat(refused(client.createAccount(technician("never@msp.example")), Reason.PERMISSION))
                .contains("Accounts API");

        assertThat(vendor.accountsOf(vendor.ownCompanyId()))
                .noneMatch(account -> account.email().equals("never@msp.example"));
        assertThat(found(accountsClient().enabledServices())).contains("accounts");
    }
}
