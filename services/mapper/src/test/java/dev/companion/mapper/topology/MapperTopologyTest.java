package dev.companion.mapper.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.Action;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.DeletionVerdict;
import dev.companion.requests.LinkWish;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.requests.SaveGravityZone;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.SecretName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapperTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void settingsAreKeptApartFromTheirSecrets() {
        mapper.saveGravityZone("r-1", "sealed-gz");

        assertThat(mapper.tenants()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(MapperDriver.TENANT);
            assertThat(record.value.getName()).isEqualTo("Northwind IT");
            assertThat(record.value.getGravityZone().orElseThrow().getRevision())
                    .isEqualTo(1);
            assertThat(record.value.getRmm()).isEmpty();
            assertThat(record.value.getDefaultPackage().getFirewall()).isTrue();
            assertThat(record.value.toString()).doesNotContain("sealed-gz");
        });
        assertThat(mapper.secrets()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "GRAVITYZONE_API_KEY");
            assertThat(record.value.getRevision()).isEqualTo(1);
            assertThat(StandardCharsets.UTF_8
                            .decode(record.value.getCiphertext())
                            .toString())
                    .isEqualTo("sealed-gz");
        });
        assertThat(mapper.results()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "r-1");
            assertThat(record.value.getState()).isEqualTo(RequestState.ACCEPTED);
            assertThat(record.value.getType()).isEqualTo(RequestType.SAVE_GRAVITYZONE);
        });
        assertThat(mapper.audit()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + record.value.getEntryId());
            assertThat(record.value.getActor()).isEqualTo("ab12");
            assertThat(record.value.getAction()).isEqualTo("save gravityzone settings");
            assertThat(record.value.getTarget()).isEqualTo("tenant:acct-1");
        });
        assertThat(mapper.counted("save_gravityzone", "accepted")).isEqualTo(1);
    }

    @Test
    void aLinkIsMadeFromObservedSiteAndCompany() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");

        mapper.linkToCompany("r-1", "site-1", "c-1");

        assertThat(mapper.links()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "site-1");
            assertThat(record.value.getWanted()).isEqualTo(Wanted.PRESENT);
            assertThat(record.value.getGeneration()).isEqualTo(1);
            assertThat(record.value.getMetadata().getSequence()).isEqualTo(1);
            assertThat(record.value.getMetadata().getCausedBy()).contains("r-1");
            assertThat(record.value.getCompanyId()).contains("c-1");
            assertThat(record.value.getPackageName()).isEqualTo("companion-site1");
        });
        assertThat(only(mapper.results()).getItems()).singleElement().satisfies(item -> {
            assertThat(item.getAccepted()).isTrue();
            assertThat(item.getGeneration()).contains(1L);
        });
    }

    @Test
    void aRequestThatComesTwiceIsDecidedOnce() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.drain();

        mapper.linkToCompany("r-1", "site-1", "c-1");

        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
        assertThat(mapper.counted("create_links", "repeated")).isEqualTo(1);
    }

    @Test
    void aRestartedMapperKnowsWhatItDecided() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).site("site-2", "Bolt", SiteScope.MANAGED);
        mapper.linkAsNew("r-1", "site-1", "Acme Holding");
        mapper.drain();

        mapper = mapper.restarted();
        mapper.linkAsNew("r-1", "site-1", "Acme Holding");
        mapper.linkAsNew("r-2", "site-2", "acme holding");
        mapper.unlink("r-3", "site-1");

        assertThat(mapper.results())
                .extracting(record -> record.value.getRequestId(), record -> record.value.getState())
                .containsExactly(tuple("r-2", RequestState.REFUSED), tuple("r-3", RequestState.ACCEPTED));
        assertThat(mapper.links()).singleElement().satisfies(record -> {
            assertThat(record.value.getWanted()).isEqualTo(Wanted.ABSENT);
            assertThat(record.value.getGeneration()).isEqualTo(2);
            assertThat(record.value.getCompanyName()).contains("Acme Holding");
        });
    }

    @Test
    void aRemovedLinkIsDeletedAndTheNextGoesOnFromItsGeneration() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");

        assertThat(mapper.links()).containsExactly(KeyValue.pair(KEY + "site-1", null));
        assertThat(mapper.audit()).singleElement().satisfies(record -> {
            assertThat(record.value.getActor()).isEqualTo("mapper");
            assertThat(record.value.getAction()).isEqualTo("forget link");
        });

        mapper = mapper.restarted();
        mapper.linkToCompany("r-3", "site-1", "c-1");
        assertThat(only(mapper.links()).getGeneration()).isEqualTo(3);
    }

    @Test
    void aRemovalThatComesTwiceDeletesOnce() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.pipe(Topics.LINK_STATUSES, KEY + "site-1", null);

        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
    }

    @Test
    void aLateStatusOfAnEarlierGenerationDeletesNothing() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.linkToCompany("r-3", "site-1", "c-1");
        mapper.unlink("r-4", "site-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");

        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void aSiteThatIsGoneCannotBeLinkedAndOneThatCameLateCan() {
        mapper.connected().company("c-1", "Acme Ltd").site("site-1", "Acme", SiteScope.MANAGED);
        mapper.pipe(Topics.RMM_SITES, KEY + "site-1", null);

        mapper.linkToCompany("r-1", "site-1", "c-1");
        assertThat(only(mapper.results()).getMessage())
                .contains("The site is not known, or no longer exists in Datto RMM.");

        mapper.site("site-1", "Acme", SiteScope.MANAGED);
        mapper.linkToCompany("r-2", "site-1", "c-1");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void aRenamedCompanyFreesItsNameAndTakesTheNew() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Old Name");
        mapper.company("c-1", "New Name");

        mapper.linkAsNew("r-1", "site-1", "new name");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);

        mapper.linkAsNew("r-2", "site-1", "old name");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void twoCompaniesOfOneNameHoldItUntilBothAreGone() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED);
        mapper.company("c-1", "Twin").company("c-2", "TWIN");
        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, KEY + "c-1", null);

        mapper.linkAsNew("r-1", "site-1", "Twin");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);

        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, KEY + "c-2", null);
        mapper.linkAsNew("r-2", "site-1", "Twin");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void theCompanyThatALinkCameToUseIsTaken() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).site("site-2", "Bolt", SiteScope.MANAGED);
        mapper.linkAsNew("r-1", "site-1", "Acme Holding");
        mapper.company("c-9", "Acme Holding");
        mapper.status("site-1", 1, LinkPhase.READY, "c-9");
        mapper.drain();

        mapper.linkToCompany("r-2", "site-2", "c-9");

        assertThat(only(mapper.results()).getMessage()).contains("The company is already linked to the site “Acme”.");
    }

    @Test
    void tenantsDoNotSeeEachOther() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        var foreign = MapperDriver.aRequest("r-1", RequestType.CREATE_LINKS)
                .setTenantId("acct-2")
                .setCreateLinks(List.of(LinkWish.newBuilder()
                        .setSiteUid("site-1")
                        .setCompanyId("c-1")
                        .build()))
                .build();

        mapper.pipe(Topics.REQUESTS, "acct-2|r-1", foreign);

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);
        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void aRequestThatNamesAnotherTenantThanItsKeyIsRefused() {
        var request = MapperDriver.aRequest("r-1", RequestType.DELETE_LINKS)
                .setTenantId("acct-2")
                .setDeleteLinks(List.of("site-1"))
                .build();

        mapper.pipe(Topics.REQUESTS, KEY + "r-1", request);

        assertThat(mapper.results()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "r-1");
            assertThat(record.value.getTenantId()).isEqualTo(MapperDriver.TENANT);
            assertThat(record.value.getMessage()).contains("The request names another tenant or request than its key.");
        });
    }

    @Test
    void aRequestWithoutABodyOrOfAnUnknownTypeIsRefused() {
        mapper.request("r-1", RequestType.CREATE_LINKS, it -> it);
        mapper.request("r-2", RequestType.UNKNOWN, it -> it);

        assertThat(mapper.results())
                .extracting(record -> record.value.getMessage().orElseThrow())
                .containsExactly(
                        "The request does not say what it wants.", "This version does not know what is asked for.");
        assertThat(mapper.counted("create_links", "refused")).isEqualTo(1);
    }

    @Test
    void aCredentialUnderAnotherNameIsRefused() {
        mapper.request(
                "r-1",
                RequestType.SAVE_GRAVITYZONE,
                it -> it.setSaveGravityZone(SaveGravityZone.newBuilder()
                        .setAccessUrl("https://gz.example/api")
                        .setRootCompanyId("root-1")
                        .setRootCompanyName("Northwind IT")
                        .setApiKeyLastFour("gz12")
                        .setApiKey(MapperDriver.credential(SecretName.RMM_API_KEY, "sealed"))
                        .build()));

        assertThat(only(mapper.results()).getMessage()).contains("A credential was sealed for another purpose.");
        assertThat(mapper.secrets()).isEmpty();
    }

    @Test
    void aRequestWithoutAnIdIsADeadLetterAndTheNextIsDecided() {
        mapper.pipe(
                Topics.REQUESTS,
                MapperDriver.TENANT,
                MapperDriver.aRequest("r-1", RequestType.UNKNOWN).build());
        mapper.saveGravityZone("r-2", "sealed-gz");

        assertThat(mapper.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getValue()).contains("names no request"));
        assertThat(only(mapper.results()).getRequestId()).isEqualTo("r-2");
    }

    @Test
    void idsThatNoVendorWouldGiveAreRefusedAndNotDeadLetters() {
        mapper.connected().company("c-1", "Acme Ltd");

        mapper.linkToCompany("r-1", "site 1|äöü", "c-1");

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);
        assertThat(mapper.deadLetters()).isEmpty();
    }

    @Test
    void whatIsWantedOfObservingIsKeptAcrossARestart() {
        mapper.connected();

        mapper.request("r-1", RequestType.SWEEP_NOW, it -> it);
        mapper.request("r-2", RequestType.SAVE_OBSERVATION, it -> it.setObservation(observation(true, 0, 100)));
        mapper.request("r-3", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));
        mapper.drain();
        mapper = mapper.restarted();
        mapper.request("r-4", RequestType.SET_PAUSED, it -> it.setPaused(true));

        var tenant = only(mapper.tenants());
        assertThat(tenant.getPaused()).isTrue();
        assertThat(tenant.getMetadata().getSequence()).isEqualTo(6);
        assertThat(tenant.getSweepRequestedAt()).contains(MapperDriver.START);
        assertThat(tenant.getObservation()).isEqualTo(observation(true, 0, 100));
        assertThat(tenant.getDeletionDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getKind()).isEqualTo(ObservedKind.SITES);
            assertThat(decision.getSetId()).isEqualTo("set-1");
            assertThat(decision.getApproved()).isTrue();
            assertThat(decision.getDecidedBy()).isEqualTo("ab12");
            assertThat(decision.getDecidedAt()).isEqualTo(MapperDriver.START);
        });
        assertThat(only(mapper.results()).getType()).isEqualTo(RequestType.SET_PAUSED);
        assertThat(only(mapper.audit()).getAction()).isEqualTo("pause work");
    }

    @Test
    void aDecisionThatComesTwiceIsAnsweredOnce() {
        mapper.connected();
        mapper.request("r-1", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));
        mapper.drain();

        mapper.request("r-1", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));

        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
        assertThat(mapper.counted("decide_deletions", "repeated")).isEqualTo(1);
    }

    @Test
    void aDecisionAboutAListOfALaterVersionIsRefused() {
        mapper.connected();

        mapper.request(
                "r-1",
                RequestType.DECIDE_DELETIONS,
                it -> it.setDeletions(DeletionVerdict.newBuilder(verdict("set-1"))
                        .setKind(ObservedKind.UNKNOWN)
                        .build()));
        mapper.request("r-2", RequestType.SET_PAUSED, it -> it);

        assertThat(mapper.results())
                .extracting(record -> record.value.getMessage().orElseThrow())
                .containsExactly(
                        "This version does not know of which list the deletions are.",
                        "The request does not say what it wants.");
        assertThat(mapper.tenants()).isEmpty();
    }

    private static ObservationSettings observation(boolean userEmails, int floor, int percent) {
        return ObservationSettings.newBuilder()
                .setUserEmails(userEmails)
                .setGuardFloor(floor)
                .setGuardPercent(percent)
                .build();
    }

    private static DeletionVerdict verdict(String setId) {
        return DeletionVerdict.newBuilder()
                .setKind(ObservedKind.SITES)
                .setSetId(setId)
                .setApproved(true)
                .build();
    }

    @Test
    void resolutionsAreLeftToTheEventResolver() {
        mapper.request(
                "r-1",
                RequestType.RESOLVE_DISCREPANCY,
                it -> it.setResolution(Resolution.newBuilder()
                        .setDiscrepancyId("d-1")
                        .setAction(Action.IGNORE)
                        .build()));

        assertThat(mapper.results()).isEmpty();
    }

    @Test
    void answersAreForgottenAfterTheirRetentionAndNotBefore() {
        mapper.saveGravityZone("r-1", "sealed-gz");
        mapper.drain();

        mapper.waitFor(MapperDriver.RETENTION.minusHours(1));
        assertThat(mapper.results()).isEmpty();

        mapper.waitFor(Duration.ofHours(2));
        assertThat(mapper.results()).containsExactly(KeyValue.pair(KEY + "r-1", null));
    }

    private static <V> V only(List<KeyValue<String, V>> records) {
        assertThat(records).hasSize(1);
        return records.getFirst().value;
    }
}
