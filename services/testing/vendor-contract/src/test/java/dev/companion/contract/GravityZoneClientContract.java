package dev.companion.contract;

import static dev.companion.contract.GravityZoneVendor.LIST_COMPANIES;
import static dev.companion.contract.GravityZoneVendor.SERVICES;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.missing;
import static dev.companion.contract.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link GravityZoneClient} promises about reading and writing, on a cloud that is well. */
abstract class GravityZoneClientContract {

    static final String NOBODY = "0123456789abcdef01234567";
    static final Set<String> MODULES =
            Set.of("advancedThreatControl", "firewall", "userControl", "antiphishing", "trafficScan", "edrSensor");

    final StandingClock clock = new StandingClock();
    GravityZoneVendor vendor;
    GravityZoneClient client;
    private VendorHttp http;

    /** A cloud with our own partner company, fresh for each test. */
    abstract GravityZoneVendor vendor();

    @BeforeEach
    void open() {
        vendor = vendor();
        http = VendorHttp.of(
                AllowedHosts.of(List.of(vendor.hostAndPort())), Duration.ofSeconds(10), Duration.ofSeconds(20));
        client = client(vendor.key());
    }

    @AfterEach
    void close() {
        http.close();
        vendor.close();
    }

    GravityZoneClient client(Secret key) {
        return GravityZoneClients.of(http, new GravityZoneCredentials(vendor.accessUrl(), key));
    }

    static NewPackage wanted(String companyId, String name) {
        return new NewPackage(companyId, name, "for the contract", MODULES, true, true, "en_US");
    }

    /** Every page of a list; a result other than a page fails the test. */
    static <T> List<T> walked(Function<PageCursor, CallResult<Page<T>>> list) {
        var rows = new ArrayList<T>();
        PageCursor cursor = null;
        do {
            var page = found(list.apply(cursor));
            rows.addAll(page.rows());
            cursor = page.next();
            assertThat(rows).as("rows of a walk that does not end").hasSizeLessThan(100_000);
        } while (cursor != null);
        return rows;
    }

    @Test
    void keyTellsItsServices() {
        assertThat(found(client.enabledServices())).containsAll(SERVICES);
        assertThat(found(client(vendor.keyWith(Set.of("companies", "network"))).enabledServices()))
                .contains("companies", "network")
                .doesNotContain("packages", "licensing");
    }

    @Test
    void ownCompanyIsAPartner() {
        var own = found(client.ownCompany());

        assertThat(own.id()).isEqualTo(vendor.ownCompanyId());
        assertThat(own.type()).isEqualTo(CompanyType.PARTNER);
        assertThat(own.name()).isNotBlank();
    }

    @Test
    void companyIsFoundWithItsParentAndState() {
        var id = vendor.addCompany("Żółw & Söhne – Ελληνικό 株式会社 \uD83D\uDC22");
        vendor.suspend(id);

        var company = found(client.company(id));

        assertThat(company.name()).isEqualTo("Żółw & Söhne – Ελληνικό 株式会社 \uD83D\uDC22");
        assertThat(company.type()).isEqualTo(CompanyType.CUSTOMER);
        assertThat(company.parentId()).isEqualTo(vendor.ownCompanyId());
        assertThat(company.path()).contains(vendor.ownCompanyId());
        assertThat(company.suspended()).isTrue();
        assertThat(company.managedByPartner()).isTrue();
        assertThat(company.createdAt()).isEqualTo(clock.instant());
    }

    @Test
    void unknownAndDeletedCompaniesAreMissing() {
        var gone = vendor.addCompany("Gone Ltd");
        vendor.deleteCompany(gone);

        missing(client.company(gone));
        missing(client.company(NOBODY));
        assertThat(walked(client::companies)).extracting(Company::id).doesNotContain(gone);
    }

    @Test
    void companyThatLeftOurTreeIsNotFound() {
        var id = vendor.addCompany("Departed Ltd");
        vendor.moveOutside(id);

        assertThat(client.company(id)).isInstanceOfAny(Missing.class, Refused.class);
        if (client.company(id) instanceof Refused<Company>(var reason, var _)) {
            assertThat(reason).isEqualTo(Reason.PERMISSION);
        }
        if (client.company(id) instanceof Missing<Company>(var detail, var certain)) {
            assertThat(certain).as(detail).isFalse();
        }
        assertThat(walked(client::companies)).extracting(Company::id).doesNotContain(id);
    }

    @Test
    void everyCompanyIsWalkedOnceBeyondAThousand() {
        for (int i = 0; i < 1_100; i++) {
            vendor.addCompany("Customer %04d".formatted(i));
        }

        var walk = walked(client::companies);

        assertThat(walk).extracting(Company::id).containsExactlyInAnyOrderElementsOf(vendor.companyIds());
        assertThat(walk).allMatch(company -> company.createdAt() != null);
        assertThat(vendor.calls(LIST_COMPANIES))
                .isEqualTo(
                        vendor.refusedPages() + Math.ceilDiv(vendor.companyIds().size(), vendor.inventoryPage()));
    }

    @Test
    void pagePastTheEndIsEmptyAndTheEnd() {
        var page = found(client.companies(new PageCursor(7, null)));

        assertThat(page.rows()).isEmpty();
        assertThat(page.next()).isNull();
    }

    @Test
    void findGoesByTheBeginningOfTheNameAndWithinOurTree() {
        vendor.addCompany("Quorum Bakery");
        vendor.addCompany("Quorum Bakery 2");
        vendor.addCompany("The Quorum Bakery");
        vendor.addForeignCompany("Quorum Bakery Abroad");

        assertThat(found(client.findCompaniesByName("Quorum Bakery")))
                .extracting(Company::name)
                .containsExactlyInAnyOrder("Quorum Bakery", "Quorum Bakery 2");
        assertThat(found(client.findCompaniesByName("Nobody is called so"))).isEmpty();
    }

    @Test
    void findIsCappedSoThatALongAnswerProvesNoAbsence() {
        for (int i = 0; i < 40; i++) {
            vendor.addCompany("Chain Store %02d".formatted(i));
        }

        assertThat(found(client.findCompaniesByName("Chain Store"))).hasSize(25);
    }

    @Test
    void createdCompanyIsThereOnceOnAMonthlySubscription() {
        var name = "Müller & Söhne 株式会社 ".concat("x".repeat(44));

        var id = found(client.createCompany(name, null));

        assertThat(name.codePointCount(0, name.length())).isEqualTo(64);
        assertThat(vendor.companiesNamed(name)).isEqualTo(1);
        assertThat(vendor.subscriptionOf(id)).isEqualTo(3);
        assertThat(found(client.company(id)).name()).isEqualTo(name);
        assertThat(found(client.company(id)).parentId()).isEqualTo(vendor.ownCompanyId());
        assertThat(found(client.findCompaniesByName(name)))
                .extracting(Company::id)
                .containsExactly(id);
        assertThat(walked(client::companies)).extracting(Company::id).contains(id);
    }

    @Test
    void nameThatTheVendorCountsAsTooLongIsInvalidAndNotTaken() {
        // 64 characters to a reader and 68 in UTF-16: it is not documented which of them the vendor counts.
        var name = "\uD83D\uDC22\uD83D\uDC22\uD83D\uDC22\uD83D\uDC22 ".concat("x".repeat(59));

        switch (client.createCompany(name, null)) {
            case Found<String>(var id) ->
                assertThat(found(client.company(id)).name()).isEqualTo(name);
            case CallResult<String> other -> refused(other, Reason.INVALID);
        }
    }

    @Test
    void nameInUseIsToldWhetherWeSeeTheOtherOrNot() {
        vendor.addCompany("Visible Ltd");
        vendor.addForeignCompany("Invisible Ltd");

        refused(client.createCompany("Visible Ltd", null), Reason.NAME_TAKEN);
        refused(client.createCompany("Invisible Ltd", vendor.ownCompanyId()), Reason.NAME_TAKEN);

        assertThat(vendor.companiesNamed("Visible Ltd")).isEqualTo(1);
        assertThat(vendor.companiesNamed("Invisible Ltd")).isEqualTo(1);
        assertThat(found(client.findCompaniesByName("Invisible Ltd"))).isEmpty();
    }

    @Test
    void valueThatTheVendorRejectsIsInvalidAndNotTaken() {
        refused(client.createCompany("Orphan Ltd", NOBODY), Reason.INVALID);
        refused(client.createCompany("x".repeat(65), null), Reason.INVALID);
        refused(client.createCompany("<b>Bold</b>", null), Reason.INVALID);

        assertThat(vendor.companiesNamed("Orphan Ltd")).isZero();
    }

    @Test
    void packagesAreWalkedBeyondOnePage() {
        var company = vendor.addCompany("Many Packages");
        for (int i = 0; i < 130; i++) {
            vendor.addPackage(company, "Package %03d".formatted(i));
        }

        assertThat(walked((PageCursor cursor) -> client.packages(company, cursor)))
                .extracting(PackageRef::name)
                .doesNotHaveDuplicates()
                .hasSize(130);
        assertThat(walked((PageCursor cursor) -> client.packages(vendor.addCompany("No Packages"), cursor)))
                .isEmpty();
    }

    @Test
    void createdPackageHasWhatWasWantedAndNothingElse() {
        var company = vendor.addCompany("Packaged");
        vendor.license(company, "manageEventCorrelator");
        vendor.license(company, "manageExchange");

        var id = found(client.createPackage(wanted(company, "Default package")));

        assertThat(vendor.kept(id))
                .isEqualTo(new GravityZoneVendor.Kept(company, "Default package", MODULES, true, true));
        assertThat(walked((PageCursor cursor) -> client.packages(company, cursor)))
                .containsExactly(new PackageRef(id, "Default package"));
    }

    @Test
    void packageNameInUseIsTold() {
        var company = vendor.addCompany("Packaged twice");
        found(client.createPackage(wanted(company, "Default package")));

        refused(client.createPackage(wanted(company, "Default package")), Reason.NAME_TAKEN);
        found(client.createPackage(wanted(vendor.addCompany("Packaged once"), "Default package")));
    }

    @Test
    void packageOfACompanyThatIsNotThereIsRefused() {
        assertThat(client.createPackage(wanted(NOBODY, "Default package")))
                .isInstanceOfAny(Refused.class, Missing.class);
    }

    @Test
    void deletedPackageIsGoneAndThenMissing() {
        var company = vendor.addCompany("Unpackaged");
        var id = found(client.createPackage(wanted(company, "Short-lived")));

        found(client.deletePackage(id));

        assertThat(vendor.hasPackage(id)).isFalse();
        missing(client.deletePackage(id));
    }

    @Test
    void linkBecomesReadyAndIsHandedOnByteForByte() {
        var company = vendor.addCompany("Linked");
        vendor.addPackage(company, "Another");
        var id = found(client.createPackage(wanted(company, "Default package")));

        var before = found(client.installationLinks(company, "Default package"));
        assertThat(before).noneMatch(links -> Boolean.TRUE.equals(links.windowsReady()));

        vendor.finishKits();
        var after = found(client.installationLinks(company, "Default package"));
        assertThat(after).singleElement().satisfies(links -> {
            assertThat(links.packageName()).isEqualTo("Default package");
            assertThat(links.companyId()).isEqualTo(company);
            assertThat(links.windows()).isEqualTo(vendor.windowsLink(id)).contains("[", "]");
            assertThat(links.windowsReady()).isNotEqualTo(Boolean.FALSE);
            assertThat(links.toString()).doesNotContain(Objects.requireNonNull(links.windows()));
        });
        assertThat(found(client.installationLinks(company, null))).hasSize(2);
        assertThat(found(client.installationLinks(company, "No such package"))).isEmpty();
    }

    @Test
    void linksOfAllCompaniesComeInOneAnswerAndSayWhoseTheyAre() {
        var one = vendor.addCompany("One of all");
        var other = vendor.addCompany("Another of all");
        vendor.addPackage(one, "Of one");
        vendor.addPackage(other, "Of another");
        vendor.finishKits();

        var all = found(client.allInstallationLinks());

        for (var company : List.of(one, other)) {
            assertThat(all.stream().filter(links -> links.companyId().equals(company)))
                    .containsExactlyElementsOf(found(client.installationLinks(company, null)))
                    .hasSize(1);
        }
    }

    @Test
    void licenceFlagsAreToldByTheVendorsNames() {
        var company = vendor.addCompany("Licensed");
        vendor.license(company, "managePatchManagement");

        assertThat(found(client.licenceFlags(company)))
                .containsEntry("managePatchManagement", true)
                .containsEntry("manageEncryption", false);
    }

    @Test
    void missingRightIsNamedAsOnTheScreen() {
        var company = vendor.addCompany("Guarded");
        for (var service : SERVICES) {
            var rest = new TreeSet<>(SERVICES);
            rest.remove(service);
            var limited = client(vendor.keyWith(rest));

            CallResult<?> result =
                    switch (service) {
                        case "companies" -> limited.createCompany("Never made", null);
                        case "network" -> limited.companies(null);
                        case "packages" -> limited.packages(company, null);
                        default -> limited.licenceFlags(company);
                    };

            var screenName = Character.toUpperCase(service.charAt(0)) + service.substring(1) + " API";
            assertThat(refused(result, Reason.PERMISSION)).contains(screenName);
        }
        assertThat(vendor.companiesNamed("Never made")).isZero();
    }

    @Test
    void wrongKeyIsRefusedAsCredentialsAndNeverRepeated() {
        var wrong = client(Secret.of("wrong-key-0123456789-of-nobody"));

        assertThat(refused(wrong.ownCompany(), Reason.CREDENTIALS)).doesNotContain("wrong-key-0123456789");
        refused(wrong.enabledServices(), Reason.CREDENTIALS);
    }

    @Test
    void keyRevokedInMidWalkIsNotTheEndOfTheList() {
        for (int i = 0; i < 1_001; i++) {
            vendor.addCompany("Customer %04d".formatted(i));
        }
        var first = found(client.companies(null));
        vendor.revokeKey();

        refused(client.companies(first.next()), Reason.CREDENTIALS);
    }

    @Test
    void resultOfAReadDoesNotDependOnTheOneBefore() {
        var id = vendor.addCompany("Steady");

        missing(client.company(NOBODY));
        assertThat(client.company(id)).isInstanceOf(Found.class);
    }
}
