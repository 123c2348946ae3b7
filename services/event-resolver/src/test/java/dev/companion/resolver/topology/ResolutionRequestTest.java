package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.Action;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests are for this service, and how much one request may contain. */
class ResolutionRequestTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private ResolverDriver resolver = new ResolverDriver().tenant(it -> it);

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void severalOfOneTypeAreDecidedIndependently() {
        var first = onDemand("site-1");
        var second = onDemand("site-2");

        resolver.drained()
                .resolve("r-1", first, Action.UNLINK, it -> it.setDiscrepancyIds(List.of(second, "unknown", first)));

        var result = resolver.written(Topics.REQUEST_RESULTS).getFirst().value;
        assertThat(result.getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(result.getItems())
                .extracting(
                        item -> item.getSiteUid(),
                        item -> item.getDiscrepancyId().orElse(null),
                        item -> item.getAccepted(),
                        item -> item.getReason().orElse(null))
                .containsExactly(
                        tuple("site-1", first, true, null),
                        tuple("site-2", second, true, null),
                        tuple("", "unknown", false, "The event is not known."));
        assertThat(resolver.commands())
                .extracting(command -> command.value.getRequestId())
                .containsExactly("r-1.order-1", "r-1.order-2");
    }

    @Test
    void moreThanOneTransactionShouldHoldAreRefused() {
        var ids = IntStream.range(0, 501).mapToObj(each -> "d-" + each).toList();

        resolver.resolve("r-1", "d-0", Action.IGNORE, it -> it.setDiscrepancyIds(ids));

        assertThat(results())
                .containsExactly(tuple(
                        "r-1",
                        RequestState.REFUSED,
                        "The request does not say what to do or about which event, or it names more than 500 events."));
    }

    @Test
    void anotherTenantsDiscrepancyIsNotKnown() {
        var id = onDemand("site-1");
        var foreign = ResolverDriver.aResolution("r-1")
                .setTenantId("acct-2")
                .setResolution(Resolution.newBuilder()
                        .setDiscrepancyId(id)
                        .setAction(Action.IGNORE)
                        .build())
                .build();

        resolver.pipe(Topics.REQUESTS, "acct-2|r-1", foreign);

        assertThat(results()).containsExactly(tuple("r-1", RequestState.REFUSED, "The event is not known."));
        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void aRequestWithoutAnIdIsADeadLetterAndTheNextIsDecided() {
        var id = onDemand("site-1");
        resolver.pipe(
                Topics.REQUESTS,
                ResolverDriver.TENANT,
                ResolverDriver.aResolution("r-1").build());
        resolver.snooze("r-2", id);

        assertThat(resolver.deadLetters()).isEqualTo(1);
        assertThat(results()).containsExactly(tuple("r-2", RequestState.ACCEPTED, null));
    }

    @Test
    void requestsToTheMapperAreIgnored() {
        resolver.pipe(
                Topics.REQUESTS,
                KEY + "r-1",
                ResolverDriver.aResolution("r-1")
                        .setType(RequestType.DELETE_LINKS)
                        .setDeleteLinks(List.of("site-1"))
                        .build());

        assertThat(results()).isEmpty();
    }

    private String nameTaken(String siteUid) {
        resolver.site(siteUid, "Acme Oslo", SiteScope.MANAGED).nameTaken(siteUid, 1, "Acme " + siteUid);
        return resolver.discrepancy().getDiscrepancyId();
    }

    private String onDemand(String siteUid) {
        resolver.ready(siteUid).site(siteUid, "Acme Oslo", SiteScope.ON_DEMAND);
        return resolver.discrepancies().getLast().getDiscrepancyId();
    }

    private ResolverDriver restarted() {
        return resolver.restarted();
    }

    private List<Tuple> results() {
        return resolver.written(Topics.REQUEST_RESULTS).stream()
                .map(record -> tuple(
                        record.value.getRequestId(),
                        record.value.getState(),
                        record.value.getMessage().orElse(null)))
                .toList();
    }
}
