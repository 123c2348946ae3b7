package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.Action;
import dev.companion.links.Wanted;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often and to whom a request is answered, whatever it asks for. */
class RequestTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
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
    void tenantsDoNotSeeEachOther() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        var foreign = MapperDriver.aRequest("r-1", RequestType.CREATE_LINKS)
                .setTenantId("acct-2")
                .setCreateLinks(List.of(LinkRequest.newBuilder()
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
                        "The request has no content of its type.", "This version does not know this type of request.");
        assertThat(mapper.counted("create_links", "refused")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestType.class,
            names = {"APPLY_DEFAULT_PACKAGE", "SET_HEALING", "CANCEL_TASK", "CHANGE_COMPANY", "DELETE_LINKS"})
    void everyTypeNeedsItsBody(RequestType type) {
        mapper.connected().request("r-1", type, it -> it.setDeletePackages(true));

        assertThat(only(mapper.results()).getMessage()).contains("The request has no content of its type.");
        assertThat(mapper.deadLetters()).isEmpty();
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
}
