package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryDatto.user;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.schemas.Topics;
import dev.companion.settings.DeletionDecision;
import dev.companion.settings.ObservationSettings;
import dev.companion.vendor.CallResult.Missing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionHoldTest {

    private static final Duration HOURS = Duration.ofHours(2);

    private final Bench bench = new Bench();
    private final MemoryDatto datto = bench.datto;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void tooManyMissingSitesArePublishedOnceAndLiftedWhenTheyReturn() {
        knowSites(20);
        removeSites(0, 6);
        bench.live(HOURS);

        assertThat(holds()).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("acme1|SITES");
            assertThat(row.value.getKind()).isEqualTo(ObservedKind.SITES);
            assertThat(row.value.getMissing()).isEqualTo(6);
            assertThat(row.value.getKnown()).isEqualTo(20);
            assertThat(row.value.getExamples()).hasSize(6).contains("Site 0", "Site 5");
        });

        bench.restart();
        bench.live(HOURS);
        assertThat(holds()).as("a restart repeats nothing").hasSize(1);

        datto.put(site(uid(0), "Site 0"));
        bench.live(HOURS);
        assertThat(holds()).hasSize(2);
        assertThat(holds().getLast().value).as("five are believed").isNull();
        assertThat(buriedSites()).isEqualTo(5);
        assertThat(bench.count("companion.poller.holds", "kind", "sites", "change", "raised"))
                .isEqualTo(1);
        assertThat(bench.count("companion.poller.holds", "kind", "sites", "change", "lifted"))
                .isEqualTo(1);
    }

    @Test
    void anotherSetTakesThePlaceOfTheOneBefore() {
        knowSites(20);
        removeSites(0, 6);
        bench.live(HOURS);
        removeSites(6, 8);
        bench.live(HOURS);

        var published = bench.values(Topics.DELETION_HOLDS);
        assertThat(published).extracting(DeletionHold::getMissing).containsExactly(6, 8);
        assertThat(published.get(1).getSetId()).isNotEqualTo(published.get(0).getSetId());
        assertThat(published.get(1).getSince()).isEqualTo(published.get(0).getSince());
        assertThat(published)
                .extracting(hold -> hold.getMetadata().getSequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void theApprovedSetIsDeletedRowByRowAfterItWasAskedFor() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(HOURS);

        assertThat(buriedSites()).isEqualTo(8);
        assertThat(datto.requests).contains("site " + uid(0), "site " + uid(7));
        assertThat(holds().getLast().value).isNull();

        removeSites(8, 9);
        bench.live(HOURS);
        assertThat(buriedSites()).as("what was approved used up no trust").isEqualTo(9);
    }

    @Test
    void aRestartGoesOnWithWhatWasApproved() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(Duration.ofSeconds(30));
        assertThat(buriedSites()).as("missed but once").isZero();
        bench.restart();
        bench.live(HOURS);

        assertThat(buriedSites()).isEqualTo(8);
        assertThat(holds()).hasSize(2);
    }

    @Test
    void anApprovedSiteThatIsThereAfterAllIsKept() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        datto.answer = request -> request.equals("site " + uid(3))
                ? new dev.companion.vendor.CallResult.Found<>(site(uid(3), "Site 3"))
                : null;
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(HOURS);

        assertThat(buriedSites()).isEqualTo(7);
    }

    @Test
    void anApprovalOfAnotherSetLetsNothingThrough() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        var approved = lastSet();
        removeSites(8, 9);
        bench.live(HOURS);
        decide(ObservedKind.SITES, approved, true);
        bench.live(HOURS);
        decide(ObservedKind.USERS, lastSet(), true);
        bench.live(HOURS);

        assertThat(buriedSites()).isZero();
        assertThat(datto.requests.stream().filter(call -> call.startsWith("site ")))
                .as("each set is checked once, before it is held")
                .hasSize(8 + 9);
    }

    @Test
    void aRowMoreThanWasApprovedStopsIt() {
        knowSites(40);
        removeSites(0, 15);
        bench.live(HOURS);
        // Every row is asked for twice: in between, another one is missing.
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(Duration.ofSeconds(30));
        removeSites(15, 16);
        bench.live(HOURS);

        assertThat(buriedSites()).isZero();
        assertThat(bench.values(Topics.DELETION_HOLDS).getLast().getMissing()).isEqualTo(16);
    }

    @Test
    void anApprovalIsNotForTheNextTime() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        var approved = lastSet();
        sites(20);
        bench.live(HOURS);
        decide(ObservedKind.SITES, approved, true);
        bench.live(Duration.ofHours(30));
        removeSites(0, 8);
        bench.live(HOURS);

        assertThat(lastSet()).as("the same rows").isEqualTo(approved);
        assertThat(buriedSites()).isZero();
    }

    @Test
    void aSetThatIsTurnedDownStaysAsItIsInSilence() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        decide(ObservedKind.SITES, lastSet(), false);
        bench.forgetWritten();
        bench.live(HOURS);

        assertThat(bench.written).isEmpty();
    }

    @Test
    void aListUnderHalfOfWhatIsKnownWaitsForAPersonToo() {
        knowSites(20);
        removeSites(0, 15);
        bench.live(HOURS);
        assertThat(buriedSites()).isZero();
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(HOURS);

        assertThat(buriedSites()).isEqualTo(15);
    }

    @Test
    void anApprovedListUnderHalfOfAKeyThatLostItsRightsDeletesNothing() {
        knowSites(20);
        removeSites(0, 15);
        bench.live(HOURS);
        datto.answer = request -> request.startsWith("site ") ? new Missing<>("no such site") : null;
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(HOURS);

        assertThat(buriedSites()).isZero();
    }

    @Test
    void anEmptyListIsPublishedAndEvenApprovedWaitsForARowThatCanBeRead() {
        knowSites(8);
        removeSites(0, 8);
        bench.live(HOURS);
        decide(ObservedKind.SITES, lastSet(), true);
        bench.live(HOURS);
        assertThat(buriedSites()).isZero();

        datto.put(site(uid(100), "A new one"));
        bench.live(HOURS);

        assertThat(buriedSites()).isEqualTo(8);
    }

    @Test
    void floorAndPercentAreTheTenants() {
        knowSites(20);
        bench.tenant(Bench.tenant(1)
                .setObservation(ObservationSettings.newBuilder()
                        .setUserEmails(false)
                        .setGuardFloor(1)
                        .setGuardPercent(10)
                        .build()));
        removeSites(0, 3);
        bench.live(HOURS);
        assertThat(buriedSites()).isZero();

        bench.tenant(Bench.tenant(1)
                .setObservation(ObservationSettings.newBuilder()
                        .setUserEmails(false)
                        .setGuardFloor(3)
                        .setGuardPercent(0)
                        .build()));
        bench.live(Duration.ofMinutes(5));
        assertThat(buriedSites()).isEqualTo(3);
    }

    @Test
    void usersAreHeldByTheirKeysAndDeletedOnceApproved() {
        IntStream.range(0, 20).forEach(n -> datto.put(user("user" + n + "@acme.example")));
        knowSites(1);
        IntStream.range(0, 8).forEach(n -> datto.removeUser("user" + n + "@acme.example"));
        bench.live(HOURS);

        var hold = bench.values(Topics.DELETION_HOLDS).getLast();
        assertThat(hold.getKind()).isEqualTo(ObservedKind.USERS);
        assertThat(hold.getExamples())
                .hasSize(8)
                .allSatisfy(example -> assertThat(example).matches("[0-9a-f]{32}"));
        decide(ObservedKind.USERS, lastSet(), true);
        bench.live(HOURS);
        assertThat(buried(bench.written(Topics.RMM_USERS))).isEqualTo(8);
    }

    @Test
    void companiesAreHeldByTheirNamesAndDeletedOnceApproved() {
        IntStream.range(0, 20).forEach(n -> bench.gravityZone.put(customer(id(n), "Company " + n)));
        bench.connect(1);
        bench.live(Bench.BASE);
        IntStream.range(0, 8).forEach(n -> bench.gravityZone.remove(id(n)));
        bench.live(HOURS);

        var hold = bench.values(Topics.DELETION_HOLDS).getLast();
        assertThat(hold.getKind()).isEqualTo(ObservedKind.COMPANIES);
        assertThat(hold.getExamples()).contains("Company 0");
        decide(ObservedKind.COMPANIES, lastSet(), true);
        bench.live(HOURS);
        assertThat(buried(bench.written(Topics.GRAVITYZONE_COMPANIES))).isEqualTo(8);
    }

    @Test
    void aTenantThatIsResetTakesItsHoldsAlong() {
        knowSites(20);
        removeSites(0, 8);
        bench.live(HOURS);
        bench.tenant(null);
        bench.live(Duration.ofSeconds(1));

        assertThat(holds().getLast().value).isNull();
        assertThat(holds()).hasSize(2);
    }

    private void knowSites(int count) {
        sites(count);
        bench.connect(1);
        bench.live(Bench.BASE);
    }

    private void sites(int count) {
        IntStream.range(0, count).forEach(n -> datto.put(site(uid(n), "Site " + n)));
    }

    private void removeSites(int start, int end) {
        IntStream.range(start, end).forEach(n -> datto.remove(uid(n)));
    }

    private void decide(ObservedKind kind, String setId, boolean approved) {
        bench.tenant(Bench.tenant(1)
                .setDeletionDecisions(List.of(DeletionDecision.newBuilder()
                        .setKind(kind)
                        .setSetId(setId)
                        .setApproved(approved)
                        .setDecidedBy("1234")
                        .setDecidedAt(bench.now)
                        .build())));
    }

    private String lastSet() {
        return holds().reversed().stream()
                .filter(row -> row.value != null)
                .findFirst()
                .orElseThrow()
                .value
                .getSetId();
    }

    private List<KeyValue<String, DeletionHold>> holds() {
        return bench.written(Topics.DELETION_HOLDS);
    }

    private long buriedSites() {
        return buried(bench.written(Topics.RMM_SITES));
    }

    private static long buried(List<? extends KeyValue<String, ?>> rows) {
        return rows.stream().filter(row -> row.value == null).count();
    }
}
