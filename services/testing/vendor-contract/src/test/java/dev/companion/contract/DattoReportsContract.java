package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.ActivityQuery.Entity;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.OperationRate;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same promises, and those about what the platform tells of itself: its state, its quota and its log. */
abstract class DattoReportsContract extends DattoRmmClientContract {

    private List<Page<Activity>> log(ActivityQuery query) {
        return walked(cursor -> client.activities(query, cursor));
    }

    private ActivityQuery lastHour() {
        return ActivityQuery.since(clock.instant().minus(Duration.ofHours(1)));
    }

    @Test
    void statusIsToldWithoutAGoodKey() {
        var stranger = client(new DattoVendor.KeyPair(Secret.of("NOSUCHKEY0000000000"), Secret.of("nor-this-secret")));

        var status = found(stranger.systemStatus());

        assertThat(status.version()).isNotBlank();
        assertThat(status.status()).isNotBlank();
        assertThat(status.started()).isBefore(clock.instant());
    }

    @Test
    void requestRateTellsTheLimitOfEachWriteWhereThereIsOne() {
        found(client.createSiteVariable(vendor.addSite("Written to", false), LINK_VARIABLE, LINK));

        var rate = found(client.requestRate());

        if (vendor.countsWritesApart()) {
            assertThat(rate.writeCount()).isEqualTo(1);
            assertThat(rate.writeLimit()).isPositive();
            assertThat(rate.operationWriteStatus()).hasEntrySatisfying(vendor.counterOfNewVariables(), operation -> {
                assertThat(operation.limit()).isPositive();
                assertThat(operation.count()).isEqualTo(1);
            });
            assertThat(rate.operationWriteStatus().values())
                    .extracting(OperationRate::limit)
                    .allMatch(limit -> limit > 0);
        } else {
            assertThat(rate.writeCount()).isNull();
            assertThat(rate.writeLimit()).isNull();
            assertThat(rate.operationWriteStatus()).isEmpty();
        }
    }

    @Test
    void logIsWalkedOnceToItsEnd() {
        for (int i = 0; i < 25; i++) {
            vendor.addActivity("DEVICE", "walked", null, null, null);
        }

        var pages = log(lastHour().inPagesOf(7));

        assertThat(rows(pages)).extracting(Activity::id).doesNotHaveDuplicates();
        assertThat(rows(pages))
                .filteredOn(line -> "walked".equals(line.action()))
                .hasSize(25);
        assertThat(pages).allMatch(Page::trusted).hasSizeGreaterThan(3);
    }

    /** The platform's own window is a quarter of an hour, so what is older shows that ours was asked for to the end. */
    @Test
    void logKeepsToTheWindowOnEveryPage() {
        clock.pass(Duration.ofDays(1));
        vendor.addActivity("DEVICE", "too early", null, null, null);
        clock.pass(Duration.ofMinutes(1));
        var from = clock.instant();
        for (int i = 0; i < 20; i++) {
            vendor.addActivity("DEVICE", "within", null, null, null);
        }
        var until = clock.instant().plusSeconds(1);
        clock.pass(Duration.ofMinutes(1));
        vendor.addActivity("DEVICE", "too late", null, null, null);
        clock.pass(Duration.ofMinutes(40));

        var lines = rows(log(ActivityQuery.since(from).until(until).inPagesOf(6)));

        assertThat(lines).extracting(Activity::action).containsOnly("within").hasSize(20);
    }

    @Test
    void logIsReadForOneKindOfEntity() {
        vendor.addActivity("DEVICE", "of a device", null, null, null);
        vendor.addActivity("USER", "of a user", null, "anna.berg@northwind.example", null);

        assertThat(rows(log(lastHour().about(Entity.USER))))
                .extracting(Activity::action)
                .contains("of a user")
                .doesNotContain("of a device");
        assertThat(rows(log(lastHour().about(Entity.DEVICE, Entity.USER))))
                .extracting(Activity::action)
                .contains("of a user", "of a device");
    }

    @Test
    void lineTellsWhenAndWhereAndWho() {
        var uid = vendor.addSite("Żółw 株式会社", false);
        var details = "{\"name\":\"Größe\",\"list\":[1,null]}";
        vendor.addActivity("QUANTUM", "told", uid, "zoë@northwind.example", details);

        assertThat(rows(log(lastHour())))
                .filteredOn(line -> "told".equals(line.action()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.entity()).isEqualTo("QUANTUM");
                    assertThat(line.category()).isEqualTo("contract");
                    assertThat(line.at()).isEqualTo(clock.instant());
                    assertThat(line.siteId()).isEqualTo(found(client.site(uid)).id());
                    assertThat(line.siteName()).isEqualTo("Żółw 株式会社");
                    assertThat(line.userName()).isEqualTo("zoë@northwind.example");
                    assertThat(line.details()).isEqualTo(details);
                });
    }

    @Test
    void logThatFailedUnderASuccessIsNotTrusted() {
        vendor.addActivity("DEVICE", "lost", null, null, null);
        vendor.failActivityLog();

        assertThat(log(lastHour())).isNotEmpty().noneMatch(Page::trusted);
    }

    @Test
    void logWithoutTheRightNamesTheAdministratorLevel() {
        vendor.forbid(DattoVendor.READ_ACTIVITIES);

        assertThat(refused(client.activities(lastHour(), null), Reason.PERMISSION))
                .contains("Administrator");
    }
}
