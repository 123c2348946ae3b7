package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.CompanyType;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.poller.http.MemoryGravityZone;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyPollTest {

    private static final String WINDOWS = "https://cloud.example/Packages/BSTWIN/0/setupdownloader_[aGVsbG8=].exe";

    private final Bench bench = new Bench();
    private final MemoryGravityZone gravityZone = bench.gravityZone;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void companiesBelowOurOwnArePublishedAndCompletedByTheirDetails() {
        gravityZone.put(customer(MemoryGravityZone.ROOT, "Ourselves"));
        gravityZone.put(customer(id(1), "Acme"));

        bench.connect(1);
        bench.live(Duration.ofSeconds(5));

        var rows = bench.written(Topics.GRAVITYZONE_COMPANIES);
        assertThat(rows).extracting(row -> row.key).containsOnly("acme1|" + id(1));
        assertThat(rows.getFirst().value.getType()).isEqualTo(CompanyType.UNKNOWN);
        var last = rows.getLast().value;
        assertThat(last.getType()).isEqualTo(CompanyType.CUSTOMER);
        assertThat(last.getSuspended()).contains(false);
        assertThat(last.getManagedByPartner()).contains(true);
        assertThat(last.getPath()).contains("Root/Acme");
        assertThat(last.getParentId()).contains(MemoryGravityZone.ROOT);
        assertThat(last.getMetadata().getSequence()).isEqualTo(2);
    }

    @Test
    void whatOnlyDetailsSayIsNotForgottenByTheNextList() {
        gravityZone.put(customer(id(1), "Acme"));
        bench.connect(1);
        bench.live(Duration.ofSeconds(5));
        bench.forgetWritten();
        gravityZone.put(customer(id(1), "Acme Ltd"));

        bench.live(Bench.BASE);

        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES)).singleElement().satisfies(company -> {
            assertThat(company.getName()).isEqualTo("Acme Ltd");
            assertThat(company.getType()).isEqualTo(CompanyType.CUSTOMER);
        });
    }

    @Test
    void aSuspensionIsSeenInTheNextRound() {
        gravityZone.put(customer(id(1), "Acme"));
        bench.connect(1);
        bench.live(Bench.BASE);
        bench.forgetWritten();
        gravityZone.put(new GravityZoneClient.Company(
                id(1),
                "Acme",
                GravityZoneClient.CompanyType.CUSTOMER,
                MemoryGravityZone.ROOT,
                "Root/Acme",
                true,
                true,
                Instant.ofEpochSecond(1_600_000_000)));

        bench.live(Bench.BASE.multipliedBy(15));

        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES))
                .singleElement()
                .satisfies(company -> assertThat(company.getSuspended()).contains(true));
    }

    @Test
    void aDeletedCompanyIsTombstonedTogetherWithItsPackages() {
        companies(10);
        gravityZone.putPackage(id(3), id(103), "companion", WINDOWS);
        bench.connect(1);
        bench.live(Bench.BASE);
        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(1);
        bench.forgetWritten();
        gravityZone.remove(id(3));

        bench.live(Bench.BASE.multipliedBy(3));

        assertThat(bench.written(Topics.GRAVITYZONE_COMPANIES)).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("acme1|" + id(3));
            assertThat(row.value).isNull();
        });
        assertThat(bench.written(Topics.GRAVITYZONE_PACKAGES)).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("acme1|" + id(103));
            assertThat(row.value).isNull();
        });
    }

    @Test
    void packagesArePublishedWithoutTheirLinks() {
        companies(2);
        gravityZone.putPackage(id(0), id(100), "companion", WINDOWS);
        gravityZone.putPackage(id(1), id(101), "building", null);

        bench.connect(1);
        bench.live(Duration.ofSeconds(30));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES))
                .satisfiesExactlyInAnyOrder(
                        ready -> {
                            assertThat(ready.toString()).doesNotContain(WINDOWS);
                            assertThat(ready.getWindowsReady()).contains(true);
                            assertThat(ready.getCompanyId()).isEqualTo(id(0));
                        },
                        building -> assertThat(building.getWindowsReady()).contains(false));
    }

    @Test
    void aPackageIsPublishedAgainWhenItsLinkChanges() {
        companies(1);
        gravityZone.putPackage(id(0), id(100), "companion", WINDOWS);
        bench.connect(1);
        bench.live(Duration.ofSeconds(30));
        var first = bench.values(Topics.GRAVITYZONE_PACKAGES).getLast();
        bench.forgetWritten();
        gravityZone.putPackage(id(0), id(100), "companion", "https://cloud.example/another");

        bench.live(Bench.BASE.multipliedBy(15));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES))
                .singleElement()
                .satisfies(again -> assertThat(again.getMetadata().getSequence())
                        .isGreaterThan(first.getMetadata().getSequence()));
    }

    @Test
    void aPackageIsGoneWhenTwoListsInARowLackIt() {
        companies(2);
        gravityZone.putPackage(id(0), id(100), "companion", WINDOWS);
        bench.connect(1);
        bench.live(Bench.BASE);
        bench.forgetWritten();
        gravityZone.removePackage(id(0), id(100));

        bench.live(Bench.BASE.multipliedBy(15));
        assertThat(bench.written(Topics.GRAVITYZONE_PACKAGES)).isEmpty();
        bench.live(Bench.BASE.multipliedBy(15));

        assertThat(bench.written(Topics.GRAVITYZONE_PACKAGES))
                .singleElement()
                .satisfies(row -> assertThat(row.value).isNull());
    }

    @Test
    void aCompanyThatRefusesIsPassedOverAndTheGateStaysOpen() {
        companies(3);
        gravityZone.putPackage(id(2), id(102), "companion", WINDOWS);
        gravityZone.answer = request ->
                request.equals("packages " + id(1)) ? new Refused<>(Reason.PERMISSION, "closed to the partner") : null;

        bench.connect(1);
        bench.live(Bench.BASE.multipliedBy(2));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(1);
        assertThat(bench.values(Topics.API_HEALTH).stream().filter(health -> health.getApi() == VendorApi.GRAVITYZONE))
                .singleElement()
                .satisfies(health -> assertThat(health.getState()).isEqualTo(ApiState.OK));
    }

    @Test
    void aKeyWithoutTheRightToPackagesStillSeesCompanies() {
        companies(5);
        gravityZone.answer = request -> request.startsWith("packages") || request.equals("all links")
                ? new Refused<>(Reason.CREDENTIALS, "not enabled for this key")
                : null;

        bench.connect(1);
        bench.live(Bench.BASE.multipliedBy(10));

        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(gravityZone.requests.stream().filter(call -> call.startsWith("packages")))
                .as("one company speaks for all")
                .hasSize(1);
        assertThat(bench.values(Topics.API_HEALTH).stream().filter(health -> health.getApi() == VendorApi.GRAVITYZONE))
                .extracting(health -> health.getState())
                .containsOnly(ApiState.OK);
    }

    @Test
    void aQuietHourWritesNothing() {
        companies(20);
        gravityZone.putPackage(id(0), id(100), "companion", WINDOWS);
        bench.connect(1);
        bench.live(Duration.ofMinutes(30));
        bench.forgetWritten();
        var sweeps = bench.count("companion.poller.sweeps", "kind", "companies");

        bench.live(Duration.ofHours(1));

        assertThat(bench.written).isEmpty();
        var swept = bench.count("companion.poller.sweeps", "kind", "companies") - sweeps;
        assertThat((double) gravityZone.requests.stream()
                        .filter(call -> call.startsWith("companies"))
                        .count())
                .isEqualTo(swept);
    }

    @Test
    void visitsKeepToTheirShareOfTheQuota() {
        companies(100);
        bench.connect(1);
        bench.live(Duration.ofMinutes(15));
        bench.forgetWritten();

        bench.live(Duration.ofMinutes(1));

        assertThat(gravityZone.requests).as("one a second, and a sweep").hasSizeLessThanOrEqualTo(62);
    }

    @Test
    void aFailingVendorEndsNoRoundForGood() {
        companies(3);
        bench.connect(1);
        gravityZone.answer = _ -> new Unavailable<>("maintenance");
        bench.live(Duration.ofHours(1));
        gravityZone.answer = _ -> null;
        gravityZone.putPackage(id(0), id(100), "companion", WINDOWS);

        bench.live(Duration.ofMinutes(40));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(1);
    }

    @Test
    void aRoundAsksForThePackagesOfThoseCompaniesOnlyWhoseLinksAreOthers() {
        companies(20);
        for (var n = 0; n < 20; n++) {
            gravityZone.putPackage(id(n), id(100 + n), "companion", WINDOWS);
        }
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(20);
        bench.forgetWritten();
        gravityZone.putPackage(id(3), id(103), "renamed", WINDOWS);
        gravityZone.putPackage(id(4), id(204), "another", WINDOWS);

        bench.live(Bench.BASE.multipliedBy(15));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(2);
        assertThat(gravityZone.requests)
                .filteredOn(call -> call.startsWith("packages") || call.contains("links"))
                .containsExactlyInAnyOrder(
                        "all links", "packages " + id(3), "links " + id(3), "packages " + id(4), "links " + id(4));
    }

    @Test
    void aVendorThatTellsNoLinksOfAllIsAskedCompanyByCompany() {
        companies(3);
        gravityZone.putPackage(id(2), id(102), "companion", WINDOWS);
        gravityZone.answer = request -> request.equals("all links") ? new Unavailable<>("too large") : null;
        bench.connect(1);
        bench.live(Duration.ofMinutes(40));

        assertThat(bench.values(Topics.GRAVITYZONE_PACKAGES)).hasSize(1);
        assertThat(gravityZone.requests.stream().filter(call -> call.startsWith("packages")))
                .hasSize(9);
        assertThat(bench.values(Topics.API_HEALTH)).hasSize(2);
    }

    @Test
    void aPackageWithoutALinkYetIsAskedForInEachRound() {
        companies(1);
        gravityZone.putPackage(id(0), id(100), "building", null);
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        gravityZone.removePackage(id(0), id(100));
        bench.forgetWritten();

        bench.live(Bench.BASE.multipliedBy(31));

        assertThat(bench.written(Topics.GRAVITYZONE_PACKAGES))
                .singleElement()
                .satisfies(row -> assertThat(row.value).isNull());
    }

    @Test
    void aCompanyNoLongerReachableIsPublishedOnceAndAgainWhenItIsBack() {
        companies(10);
        bench.connect(1);
        bench.live(Bench.BASE);
        bench.forgetWritten();
        gravityZone.remove(id(3));
        gravityZone.answer = request ->
                request.equals("company " + id(3)) ? new Refused<>(Reason.PERMISSION, "not for this key") : null;
        var before = bench.now;

        bench.live(Bench.BASE.multipliedBy(2));
        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES)).singleElement().satisfies(company -> {
            assertThat(company.getCompanyId()).isEqualTo(id(3));
            assertThat(company.getUnreachableSince().orElseThrow()).isAfterOrEqualTo(before);
            assertThat(company.getName()).isEqualTo("Company 3");
        });
        bench.forgetWritten();
        bench.live(Duration.ofHours(1));
        bench.restart();
        bench.live(Duration.ofHours(1));
        assertThat(bench.written).as("an unchanged world").isEmpty();

        gravityZone.answer = _ -> null;
        companies(10);
        bench.live(Bench.BASE.multipliedBy(16));

        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES)).singleElement().satisfies(company -> {
            assertThat(company.getCompanyId()).isEqualTo(id(3));
            assertThat(company.getUnreachableSince()).isEmpty();
        });
    }

    @Test
    void theParentInTheDetailsIsPublishedAndNotForAnotherPlace() {
        var folder = id(500);
        var elsewhere = id(600);
        companies(5);
        gravityZone.listedBelow.put(id(3), folder);
        bench.connect(1);
        bench.live(Bench.BASE);
        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES))
                .filteredOn(company -> company.getCompanyId().equals(id(3)))
                .last()
                .satisfies(company -> {
                    assertThat(company.getParentId()).contains(folder);
                    assertThat(company.getParentCompanyId()).contains(MemoryGravityZone.ROOT);
                });
        bench.forgetWritten();
        var was = customer(id(3), "Company 3");
        gravityZone.put(new GravityZoneClient.Company(
                was.id(), was.name(), was.type(), elsewhere, "Root/Else", false, true, was.createdAt()));
        gravityZone.listedBelow.put(id(3), elsewhere);

        bench.live(Bench.BASE.multipliedBy(2));

        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES))
                .satisfiesExactly(
                        moved -> {
                            assertThat(moved.getParentId()).contains(elsewhere);
                            assertThat(moved.getParentCompanyId()).isEmpty();
                        },
                        detailed -> assertThat(detailed.getParentCompanyId()).contains(elsewhere));
    }

    private void companies(int count) {
        for (var n = 0; n < count; n++) {
            gravityZone.put(customer(id(n), "Company " + n));
        }
    }
}
