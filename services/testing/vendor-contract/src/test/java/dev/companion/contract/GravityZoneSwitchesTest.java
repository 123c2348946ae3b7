package dev.companion.contract;

import static dev.companion.contract.GravityZoneClientContract.NOBODY;
import static dev.companion.contract.GravityZoneClientContract.wanted;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.AddOn;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.Licence;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A day's work in a cloud that differs from the usual one by a single switch, for every position of each. */
@TestInstance(Lifecycle.PER_CLASS)
class GravityZoneSwitchesTest {

    private static final Map<Switch, List<String>> NUMBERS = Map.of(
            Switch.GZ_REQUESTS_PER_SECOND, List.of("0", "1000000"),
            Switch.GZ_LICENSING_PER_SECOND, List.of("0", "1000000"),
            Switch.GZ_FIND_MAX, List.of("1", "25"),
            Switch.GZ_INVENTORY_PAGE_MAX, List.of("5", "100", "1000"),
            Switch.GZ_LINK_BUILD_MILLIS, List.of("0", "3000"));

    private final StandingClock clock = new StandingClock();
    private SimulatedGravityZone vendor;
    private VendorHttp http;
    private GravityZoneClient client;
    private int days;

    @BeforeAll
    void open() {
        vendor = new SimulatedGravityZone(clock, Profile.REAL);
        http = VendorHttp.of(
                AllowedHosts.of(List.of(vendor.hostAndPort())), Duration.ofSeconds(10), Duration.ofSeconds(20));
        client = GravityZoneClients.of(http, new GravityZoneCredentials(vendor.accessUrl(), vendor.key()));
    }

    @AfterAll
    void close() {
        http.close();
        vendor.close();
    }

    static Stream<Arguments> positions() {
        return Arrays.stream(Switch.values())
                .filter(each -> each.key().startsWith("gravityzone."))
                .flatMap(each -> (each.choices().isEmpty() ? NUMBERS.get(each) : each.choices())
                        .stream().map(value -> Arguments.of(each, value)));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("positions")
    void daysWorkEndsAsPromised(Switch which, String value) {
        clock.pass(Duration.ofMinutes(10));
        vendor.simulator().switches().useProfile(Profile.REAL);
        SimulatedWorld.liftLimits(vendor.simulator());
        vendor.simulator().switches().set(which, value);
        if (which == Switch.GZ_REQUESTS_PER_SECOND && value.equals("0")) {
            Stream.of(client.ownCompany(), client.companies(null), client.createCompany("Shut out", null))
                    .forEach(result -> Outcomes.rateLimited(result, Scope.ACCOUNT));
            assertThat(vendor.companiesNamed("Shut out")).isZero();
            return;
        }
        var name = "Day %03d Ltd".formatted(++days);

        var company = found(client.createCompany(name, null));
        nameIsTakenOnce(name);
        walksAndReads(company);
        packageBecomesALink(company, which == Switch.GZ_UNLICENSED_MODULE && value.equals("REFUSED"));
        licence(company, which == Switch.GZ_LICENSING_PER_SECOND && value.equals("0"));
        keysAreToldApart();
        companyMovesAndEnds(company, which, value);
    }

    @ParameterizedTest
    @CsvSource({"JSON_RPC, SECONDS, 1", "JSON_RPC, OFF, 10", "EMPTY, SECONDS, 1", "EMPTY, OFF, 10"})
    void oversteppedLimitIsAPauseHoweverItIsWorded(String body, String retryAfter, int seconds) {
        var switches = vendor.simulator().switches();
        switches.useProfile(Profile.REAL);
        switches.set(Switch.GZ_TOO_MANY_BODY, body);
        switches.set(Switch.GZ_RETRY_AFTER, retryAfter);
        switches.set(Switch.GZ_REQUESTS_PER_SECOND, 0);

        var paused = client.createCompany("Never made", null);

        Outcomes.rateLimited(paused, Scope.ACCOUNT);
        assertThat(((RateLimited<?>) paused).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(vendor.companiesNamed("Never made")).isZero();
    }

    /** Whether the smaller page is given or asked for, every company is there once, also for a walk that began before. */
    @ParameterizedTest
    @CsvSource({"100, CUT", "100, REFUSED", "1000, REFUSED"})
    void everyCompanyIsWalkedOnceWhateverAPageHolds(int most, String above) {
        var switches = vendor.simulator().switches();
        switches.useProfile(Profile.REAL);
        SimulatedWorld.liftLimits(vendor.simulator());
        switches.set(Switch.GZ_INVENTORY_PAGE_MAX, most);
        switches.set(Switch.GZ_PER_PAGE_ABOVE_MAX, above);
        var missing = 250 - vendor.companyIds().size();
        if (missing > 0) {
            new BulkSeed(vendor.simulator().world()).addCompanies(vendor.ownCompanyId(), missing);
        }

        for (var walk = 1; walk <= 2; walk++) {
            assertThat(GravityZoneClientContract.<Company>walked(client::companies))
                    .extracting(Company::id)
                    .containsExactlyInAnyOrderElementsOf(vendor.companyIds());
        }
        // Another process goes on with the walk that this one began: what it knows is in the cursor alone.
        var begun = found(client.companies(null));
        if (begun.next() != null) {
            var other = GravityZoneClients.of(http, new GravityZoneCredentials(vendor.accessUrl(), vendor.key()));
            assertThat(found(other.companies(begun.next())).rows()).hasSize(Math.min(most, 100));
        }
    }

    private void nameIsTakenOnce(String name) {
        refused(client.createCompany(name, null), Reason.NAME_TAKEN);
        refused(client.createCompany("Quayside Architects", null), Reason.NAME_TAKEN);
        refused(client.createCompany("Orphan", NOBODY), Reason.INVALID);
        assertThat(vendor.companiesNamed(name)).isEqualTo(1);
        assertThat(found(client.findCompaniesByName(name))).hasSize(1);
    }

    private void walksAndReads(String company) {
        assertThat(GravityZoneClientContract.<Company>walked(client::companies))
                .extracting(Company::id)
                .containsExactlyInAnyOrderElementsOf(vendor.companyIds());
        var pastTheEnd = found(client.companies(new PageCursor(9, null)));
        assertThat(pastTheEnd.rows()).isEmpty();
        assertThat(pastTheEnd.next()).isNull();
        assertThat(found(client.company(company)).parentId()).isEqualTo(vendor.ownCompanyId());
        var departed = vendor.addCompany("Departed %03d".formatted(days));
        vendor.moveOutside(departed);
        assertThat(client.company(departed)).isInstanceOfAny(Missing.class, Refused.class);
        Outcomes.missing(client.company(NOBODY));
    }

    private void packageBecomesALink(String company, boolean licenceIsGuarded) {
        var name = "Default package";
        CallResult<String> created = client.createPackage(wanted(company, name));
        if (licenceIsGuarded) {
            refused(created, Reason.INVALID);
            vendor.license(company, "manageEventCorrelator");
            vendor.license(company, "manageExchange");
            created = client.createPackage(wanted(company, name));
        }
        var id = found(created);
        switch (client.createPackage(wanted(company, name))) {
            case Found<String>(var second) -> found(client.deletePackage(second));
            case CallResult<String> other -> refused(other, Reason.NAME_TAKEN);
        }
        assertThat(GravityZoneClientContract.walked((PageCursor cursor) -> client.packages(company, cursor)))
                .containsExactly(new PackageRef(id, name));
        boolean builtAtOnce = vendor.simulator().switches().number(Switch.GZ_LINK_BUILD_MILLIS) == 0;
        assertThat(found(client.installationLinks(company, name)))
                .hasSizeLessThan(2)
                .allMatch(links -> builtAtOnce || !Boolean.TRUE.equals(links.windowsReady()));
        vendor.finishKits();
        readyLink(company, name, id);

        var details = found(client.packageDetails(id));
        assertThat(details.modules()).isEqualTo(vendor.kept(id).modules()).contains("firewall");
        assertThat(details.exchangeRole()).isEqualTo(vendor.kept(id).exchange());
        assertThat(details.removeCompetitors()).isTrue();
        found(client.updatePackage(id, wanted(company, "Renamed package")));
        vendor.finishKits();
        readyLink(company, "Renamed package", id);
    }

    private void readyLink(String company, String name, String id) {
        assertThat(found(client.installationLinks(company, name)))
                .singleElement()
                .satisfies(links -> {
                    assertThat(links.windows()).isEqualTo(vendor.windowsLink(id));
                    assertThat(links.windowsReady()).isNotEqualTo(Boolean.FALSE);
                });
    }

    private void licence(String company, boolean shut) {
        vendor.license(company, "managePatchManagement");
        var flags = client.licenceFlags(company);
        if (shut) {
            assertThat(flags).isInstanceOf(RateLimited.class);
            assertThat(client.licence(company)).isInstanceOf(RateLimited.class);
        } else {
            assertThat(found(client.licence(company)).subscription()).isEqualTo(Licence.Subscription.MONTHLY);
            assertThat(AddOn.PATCH_MANAGEMENT.under(found(client.licence(company))))
                    .isEqualTo(AddOn.Availability.AVAILABLE);
            assertThat(AddOn.FULL_DISK_ENCRYPTION.under(found(client.licence(company))))
                    .isEqualTo(AddOn.Availability.NOT_LICENSED);
            assertThat(found(flags))
                    .containsEntry("managePatchManagement", true)
                    .containsEntry("manageEncryption", false);
        }
    }

    private void companyMovesAndEnds(String company, Switch which, String value) {
        var partner = vendor.addPartner("Partner %03d".formatted(days));
        if (which == Switch.GZ_MOVE && value.equals("MISSING")) {
            refused(client.moveCompany(company, partner), Reason.NOT_OFFERED);
        } else {
            found(client.moveCompany(company, partner));
            assertThat(found(client.company(company)).parentId()).isEqualTo(partner);
            refused(client.deleteCompany(partner), Reason.INVALID);
        }
        assertThat(client.moveCompany(company, vendor.foreignCompanyId())).isInstanceOf(Refused.class);
        found(client.renameCompany(company, "Renamed %03d".formatted(days)));
        refused(client.renameCompany(company, "Quayside Architects"), Reason.NAME_TAKEN);
        found(client.suspendCompany(company, true));

        vendor.setAgents(company, 5);
        assertThat(found(client.endpointCount(company))).isEqualTo(5);
        if (which == Switch.GZ_DELETE_WITH_AGENTS && value.equals("REFUSED")) {
            refused(client.deleteCompany(company), Reason.INVALID);
            vendor.setAgents(company, 0);
        }
        found(client.deleteCompany(company));
        Outcomes.missing(client.deleteCompany(company));
        // Only a vendor with a separate answer for what does not exist says more than "no longer reachable".
        assertThat(client.company(company))
                .isInstanceOfSatisfying(
                        Missing.class,
                        gone -> assertThat(gone.certain())
                                .as(gone.detail())
                                .isEqualTo(which == Switch.GZ_INACCESSIBLE_ID && value.equals("DISTINCT")));
        assertThat(vendor.keptCompany(company)).isEmpty();
        found(client.deleteCompany(partner));
    }

    private void keysAreToldApart() {
        var limitedKey = vendor.keyWith(Set.of("companies", "network", "licensing"));
        var limited = GravityZoneClients.of(http, new GravityZoneCredentials(vendor.accessUrl(), limitedKey));
        var barred = limited.packages(NOBODY, null);
        // While one part of the API is out of order, the reason may stay open, but it is never the key's fault.
        if (barred instanceof Refused) {
            assertThat(refused(barred, Reason.PERMISSION)).contains("Packages API");
        } else {
            assertThat(barred).isInstanceOf(CallResult.Unavailable.class);
        }
        var nobody =
                GravityZoneClients.of(http, new GravityZoneCredentials(vendor.accessUrl(), Secret.of("nobodys-key")));
        refused(nobody.ownCompany(), Reason.CREDENTIALS);
    }
}
