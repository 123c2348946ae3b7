package dev.companion.contract;

import dev.companion.contract.GravityZoneVendor.KeptAccount;
import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.vendor.CallResult;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The changes of the client besides creations that have cases of their own: what is sent, and how its effect shows. */
enum GravityZoneChange {
    RENAME(
            GravityZoneVendor.RENAME_COMPANY,
            (client, on) -> client.renameCompany(on.company, "Renamed Ltd"),
            (vendor, on) -> vendor.keptCompany(on.company).orElseThrow().name().equals("Renamed Ltd")),
    SUSPEND(
            GravityZoneVendor.SUSPEND_COMPANY,
            (client, on) -> client.suspendCompany(on.company, false),
            (vendor, on) -> vendor.keptCompany(on.company).orElseThrow().suspended()),
    ACTIVATE(
            GravityZoneVendor.ACTIVATE_COMPANY,
            (client, on) -> client.activateCompany(on.suspended, false),
            (vendor, on) -> !vendor.keptCompany(on.suspended).orElseThrow().suspended()),
    MOVE(
            GravityZoneVendor.MOVE_COMPANY,
            (client, on) -> client.moveCompany(on.company, on.partner),
            (vendor, on) ->
                    vendor.keptCompany(on.company).orElseThrow().parentId().equals(on.partner)),
    DELETE(
            GravityZoneVendor.DELETE_COMPANY,
            (client, on) -> client.deleteCompany(on.company),
            (vendor, on) -> vendor.keptCompany(on.company).isEmpty()),
    UPDATE_PACKAGE(
            GravityZoneVendor.UPDATE_PACKAGE,
            (client, on) -> client.updatePackage(on.installPackage, aPackage(on)),
            (vendor, on) -> vendor.kept(on.installPackage).name().equals("Other package")),
    CREATE_ACCOUNT(
            GravityZoneVendor.CREATE_ACCOUNT,
            (client, on) -> client.createAccount(GravityZoneContentsContract.technician("lost@msp.example")),
            (vendor, on) -> isKept(
                    vendor, vendor.ownCompanyId(), account -> account.email().equals("lost@msp.example"))),
    UPDATE_ACCOUNT(
            GravityZoneVendor.UPDATE_ACCOUNT,
            (client, on) -> client.updateAccount(on.account, new AccountChange(null, "Other", null, null, null)),
            (vendor, on) ->
                    isKept(vendor, on.suspended, account -> account.fullName().equals("Other"))),
    DELETE_ACCOUNT(
            GravityZoneVendor.DELETE_ACCOUNT,
            (client, on) -> client.deleteAccount(on.account),
            (vendor, on) -> vendor.accountsOf(on.suspended).isEmpty());

    /** What the changes are made on. */
    record On(String company, String suspended, String partner, String installPackage, String account) {

        static On freshIn(GravityZoneVendor vendor, GravityZoneClient client) {
            var company = vendor.addCompany("Subject Ltd");
            var suspended = vendor.addCompany("Suspended Ltd");
            vendor.suspend(suspended);
            return new On(
                    company,
                    suspended,
                    vendor.addPartner("Subject Partner"),
                    Outcomes.found(client.createPackage(GravityZoneClientContract.wanted(company, "Default package"))),
                    vendor.addAccount(suspended, "account@msp.example"));
        }
    }

    private final String operation;
    private final BiFunction<GravityZoneClient, On, CallResult<?>> change;
    private final BiPredicate<GravityZoneVendor, On> effect;

    GravityZoneChange(
            String operation,
            BiFunction<GravityZoneClient, On, CallResult<?>> change,
            BiPredicate<GravityZoneVendor, On> effect) {
        this.operation = operation;
        this.change = change;
        this.effect = effect;
    }

    String operation() {
        return operation;
    }

    CallResult<?> make(GravityZoneClient client, On on) {
        return change.apply(client, on);
    }

    boolean tookPlace(GravityZoneVendor vendor, On on) {
        return effect.test(vendor, on);
    }

    private static NewPackage aPackage(On on) {
        return new NewPackage(on.company, "Other package", "", Set.of(), false, false, "en_US");
    }

    private static boolean isKept(GravityZoneVendor vendor, String companyId, Predicate<KeptAccount> wanted) {
        return vendor.accountsOf(companyId).stream().filter(wanted).count() == 1;
    }
}
