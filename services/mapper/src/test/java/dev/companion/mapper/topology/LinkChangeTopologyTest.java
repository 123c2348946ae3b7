package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.ConditionReason;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.SiteName;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import dev.companion.settings.DefaultPackage;
import dev.companion.vocabulary.PackageProfile;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a link that exists: its company, its package, its end. */
class LinkChangeTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @BeforeEach
    void connect() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
    }

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void anOrderAboutACompanyIsPartOfTheLinkRecord() {
        linkedAndSeen();

        change("r-2", CompanyAction.DELETE, "Acme Ltd", 4L);

        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getWanted()).isEqualTo(Wanted.ABSENT);
            assertThat(link.getGeneration()).isEqualTo(2);
            assertThat(link.getDeletePackage()).isFalse();
            assertThat(link.getCompanyOrder())
                    .contains(CompanyOrder.newBuilder()
                            .setAction(CompanyAction.DELETE)
                            .setCompanyId("c-1")
                            .setCompanyName("Acme Ltd")
                            .setEndpoints(4L)
                            .setDecidedAt(MapperDriver.START)
                            .setRequestId("r-2")
                            .build());
        });
        assertThat(mapper.audit())
                .extracting(
                        entry -> entry.value.getActor(),
                        entry -> entry.value.getAction(),
                        entry -> entry.value.getTarget())
                .containsExactly(
                        tuple("ab12", "delete company", "company:c-1"), tuple("ab12", "unlink site", "site:site-1"));
        assertThat(mapper.counted("change_company", "accepted")).isEqualTo(1);

        mapper.status("site-1", 2, LinkPhase.REMOVED, null);
        assertThat(mapper.links()).containsExactly(KeyValue.pair(KEY + "site-1", null));
    }

    @Test
    void theNameThatACompanyIsToGetIsPartOfItsOrder() {
        linkedAndSeen();
        mapper.site("site-1", "Acme North", SiteScope.MANAGED);

        mapper.request(
                "r-2",
                RequestType.CHANGE_COMPANY,
                it -> it.setRequestedBy("policy")
                        .setCompanyChange(CompanyChange.newBuilder()
                                .setSiteUid("site-1")
                                .setAction(CompanyAction.RENAME)
                                .setCompanyId("c-1")
                                .setCompanyName("Acme Ltd")
                                .setNewName("Acme North")
                                .build()));

        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getCompanyOrder().orElseThrow().getAction()).isEqualTo(CompanyAction.RENAME);
            assertThat(link.getCompanyOrder().orElseThrow().getNewName()).contains("Acme North");
        });
        assertThat(mapper.audit())
                .extracting(entry -> entry.value.getActor(), entry -> entry.value.getAction())
                .containsExactly(tuple("policy", "rename company"));
    }

    @Test
    void anotherNameOfTheSiteIsPublishedUnderTheSameGenerationAndALaterSequence() {
        linkedAndSeen();
        mapper.site("site-1", "Acme North", SiteScope.MANAGED);
        note("r-2", "Acme");

        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getGeneration()).isEqualTo(1);
            assertThat(link.getMetadata().getSequence()).isEqualTo(2);
            assertThat(link.getMetadata().getCausedBy()).contains("r-2");
            assertThat(link.getRequestId()).isEqualTo("r-1");
            assertThat(link.getSiteName()).isEqualTo("Acme North");
            assertThat(link.getAliases()).containsExactly("Acme");
        });
        assertThat(only(mapper.audit()).getAction()).isEqualTo("note site name");

        mapper = mapper.restarted();
        mapper.unlink("r-3", "site-1");
        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getGeneration()).isEqualTo(2);
            assertThat(link.getMetadata().getSequence()).isEqualTo(3);
            assertThat(link.getAliases()).containsExactly("Acme");
        });
    }

    @Test
    void aCompanyThatIsNoLongerReachableIsNotLinkedTo() {
        mapper.pipe(
                Topics.GRAVITYZONE_COMPANIES,
                KEY + "c-1",
                Company.newBuilder()
                        .setMetadata(EventMetadatas.of("e", MapperDriver.START, 2, null))
                        .setTenantId(MapperDriver.TENANT)
                        .setCompanyId("c-1")
                        .setName("Acme Ltd")
                        .setType(CompanyType.CUSTOMER)
                        .setUnreachableSince(MapperDriver.START)
                        .build());

        mapper.linkToCompany("r-1", "site-1", "c-1");

        assertThat(only(mapper.results()).getMessage())
                .contains("The company “Acme Ltd” can no longer be seen in GravityZone.");
    }

    private void note(String requestId, String alias) {
        mapper.request(
                requestId,
                RequestType.NOTE_SITE_NAME,
                it -> it.setSiteName(SiteName.newBuilder()
                        .setSiteUid("site-1")
                        .setAlias(alias)
                        .build()));
    }

    @Test
    void anOrderThatComesTwiceIsGivenOnce() {
        linkedAndSeen();
        change("r-2", CompanyAction.SUSPEND, "Acme Ltd", null);
        mapper.drain();

        change("r-2", CompanyAction.SUSPEND, "Acme Ltd", null);

        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.counted("change_company", "repeated")).isEqualTo(1);
    }

    @Test
    void anOrderIsKeptAcrossARestartAndDroppedByTheNextChange() {
        linkedAndSeen();
        change("r-2", CompanyAction.SUSPEND, "Acme Ltd", null);
        mapper.drain();

        mapper = mapper.restarted();
        mapper.unlink("r-3", "site-1");

        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getGeneration()).isEqualTo(3);
            assertThat(link.getCompanyOrder()).isEmpty();
        });
    }

    @Test
    void anActionOfALaterVersionIsRefused() {
        linkedAndSeen();

        change("r-2", CompanyAction.UNKNOWN, "Acme Ltd", null);

        assertThat(only(mapper.results()).getMessage())
                .contains("This version does not know this action on a company.");
        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void thePackageGoesTooWhereThatWasAskedFor() {
        linkedAndSeen();

        mapper.request(
                "r-2",
                RequestType.DELETE_LINKS,
                it -> it.setDeleteLinks(List.of("site-1")).setDeletePackages(true));

        assertThat(only(mapper.links()).getDeletePackage()).isTrue();
    }

    @Test
    void aTaskThatHasNotBegunIsDropped() {
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.packageStatus("site-1", 1, null, ConditionReason.PAUSED);
        mapper.drain();

        mapper = mapper.restarted();
        mapper.request("r-2", RequestType.CANCEL_TASK, it -> it.setCancelledTask("r-1"));

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(only(mapper.links()).getWanted()).isEqualTo(Wanted.ABSENT);
        assertThat(only(mapper.audit()).getAction()).isEqualTo("cancel task");
    }

    @ParameterizedTest
    @EnumSource(
            value = ConditionReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "PAUSED", "WAITING_FOR_QUOTA"})
    void anyReasonButWaitingMeansThatItHasBegun(ConditionReason reason) {
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.packageStatus("site-1", 1, null, reason);
        mapper.drain();

        mapper.request("r-2", RequestType.CANCEL_TASK, it -> it.setCancelledTask("r-1"));

        assertThat(only(mapper.results())).satisfies(result -> {
            assertThat(result.getState()).isEqualTo(RequestState.REFUSED);
            assertThat(result.getItems())
                    .extracting(item -> item.getReason().orElseThrow())
                    .containsExactly("Work on it has begun, so it continues.");
        });
        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void anAppliedPackageIsPutBackWhileItWaits() {
        linkedAndSeen();
        mapper.request("r-2", RequestType.SAVE_DEFAULT_PACKAGE, it -> it.setDefaultPackage(withoutFirewall()));
        mapper.request("r-3", RequestType.APPLY_DEFAULT_PACKAGE, it -> it.setApplyDefaultPackage(List.of("site-1")));
        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getGeneration()).isEqualTo(2);
            assertThat(link.getPackageProfile().getFirewall()).isFalse();
        });
        mapper.packageStatus("site-1", 2, "c-1", ConditionReason.WAITING_FOR_QUOTA);

        mapper = mapper.restarted();
        mapper.request("r-4", RequestType.CANCEL_TASK, it -> it.setCancelledTask("r-3"));

        assertThat(only(mapper.links())).satisfies(link -> {
            assertThat(link.getGeneration()).isEqualTo(3);
            assertThat(link.getWanted()).isEqualTo(Wanted.PRESENT);
            assertThat(link.getPackageProfile().getFirewall()).isTrue();
        });
    }

    @Test
    void aTaskOfAnotherTenantIsNotFound() {
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.drain();
        var foreign = MapperDriver.aRequest("r-2", RequestType.CANCEL_TASK)
                .setTenantId("acct-2")
                .setCancelledTask("r-1")
                .build();

        mapper.pipe(Topics.REQUESTS, "acct-2|r-2", foreign);

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);
        assertThat(mapper.links()).isEmpty();
    }

    private void linkedAndSeen() {
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.status("site-1", 1, LinkPhase.READY, "c-1");
        mapper.drain();
    }

    private void change(String requestId, CompanyAction action, String name, Long endpoints) {
        mapper.request(
                requestId,
                RequestType.CHANGE_COMPANY,
                it -> it.setCompanyChange(CompanyChange.newBuilder()
                        .setSiteUid("site-1")
                        .setAction(action)
                        .setCompanyId("c-1")
                        .setCompanyName(name)
                        .setEndpoints(endpoints)
                        .build()));
    }

    private static DefaultPackage withoutFirewall() {
        var initial = ProfileRecords.toRecord(PackageProfile.INITIAL);
        return DefaultPackage.newBuilder(initial).setFirewall(false).build();
    }
}
