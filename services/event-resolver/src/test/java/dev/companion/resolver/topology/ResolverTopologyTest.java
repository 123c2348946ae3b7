package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.Wanted;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTopologyTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aTakenNameOpensADiscrepancyWithItsChange() {
        resolver.nameTaken("site-1", 1, "Acme");

        var opened = only(resolver.discrepancies());
        assertThat(opened.getState()).isEqualTo(DiscrepancyState.OPEN);
        assertThat(opened.getSiteUid()).contains("site-1");
        assertThat(opened.getCompanyName()).contains("Acme");
        assertThat(opened.getActions()).containsExactly(Action.CREATE, Action.IGNORE);
        assertThat(opened.getMetadata().getCausedBy()).contains("status-event");
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + opened.getDiscrepancyId());
            assertThat(record.value.getFrom()).isEmpty();
            assertThat(record.value.getTo()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(record.value.getAfter()).isEqualTo(opened);
        });
    }

    @Test
    void itNeverMattersWhichComesFirst() {
        resolver.status("site-1", 1, ConditionStatus.FALSE, ConditionReason.NAME_TAKEN_ELSEWHERE);
        assertThat(resolver.discrepancies()).isEmpty();

        resolver.link("site-1", 1, Wanted.PRESENT, "Acme");
        assertThat(resolver.discrepancies()).hasSize(1);
    }

    @Test
    void theSameFactsTwiceWriteNothing() {
        resolver.nameTaken("site-1", 1, "Acme");
        resolver.discrepancies();

        resolver.nameTaken("site-1", 1, "Acme");

        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void theObservedNameOfTheSiteIsShown() {
        resolver.pipe(
                Topics.RMM_SITES,
                KEY + "site-1",
                Site.newBuilder()
                        .setMetadata(EventMetadatas.of("e", ResolverDriver.START, 1, null))
                        .setTenantId(ResolverDriver.TENANT)
                        .setSiteUid("site-1")
                        .setName("Acme Bergen")
                        .setScope(SiteScope.MANAGED)
                        .build());

        resolver.nameTaken("site-1", 1, "Acme");

        assertThat(only(resolver.discrepancies()).getSiteName()).contains("Acme Bergen");
    }

    @Test
    void aLinkThatIsGoneClosesIt() {
        resolver.nameTaken("site-1", 1, "Acme");
        resolver.discrepancies();

        resolver.pipe(Topics.LINKS, KEY + "site-1", null);

        var closed = only(resolver.discrepancies());
        assertThat(closed.getState()).isEqualTo(DiscrepancyState.CLOSED);
        assertThat(closed.getClosedBecause()).contains("The site is no longer to be linked.");
        assertThat(closed.getClosedAt()).contains(ResolverDriver.START);
    }

    @Test
    void aVendorThatCannotBeAskedNeitherOpensNorCloses() {
        resolver.nameTaken("site-1", 1, "Acme");
        resolver.discrepancies();

        resolver.status("site-1", 1, ConditionStatus.FALSE, ConditionReason.VENDOR_UNAVAILABLE);
        resolver.status("site-1", 1, ConditionStatus.UNKNOWN, ConditionReason.OUTCOME_UNKNOWN);

        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void whatStandsIsCounted() {
        var id = open("site-1");
        open("site-2");
        resolver.resolve("r-1", id, Action.IGNORE, it -> it);

        resolver.waitFor(Duration.ofSeconds(10));

        assertThat(resolver.standing("open")).isEqualTo(1);
        assertThat(resolver.standing("snoozed")).isEqualTo(1);
        assertThat(resolver.standing("resolving")).isZero();
    }

    @Test
    void closedOnesAndAnswersAreForgottenAfterTheirTime() {
        var id = open("site-1");
        resolver.resolve("r-1", id, Action.IGNORE, it -> it);
        resolver.pipe(Topics.LINKS, KEY + "site-1", null);
        resolver.written(Topics.DISCREPANCIES);
        resolver.written(Topics.REQUEST_RESULTS);

        resolver.waitFor(Duration.ofDays(30).plusHours(2));
        assertThat(resolver.written(Topics.DISCREPANCIES)).containsExactly(KeyValue.pair(KEY + id, null));
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).isEmpty();

        resolver.waitFor(Duration.ofDays(10));
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).containsExactly(KeyValue.pair(KEY + "r-1", null));
    }

    @Test
    void anOpenOneIsNeverForgotten() {
        open("site-1");

        resolver.waitFor(Duration.ofDays(400));

        assertThat(resolver.written(Topics.DISCREPANCIES)).isEmpty();
    }

    private String open(String siteUid) {
        resolver.nameTaken(siteUid, 1, "Acme " + siteUid);
        return only(resolver.discrepancies()).getDiscrepancyId();
    }

    private static <V> V only(List<V> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}
