package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.Wanted;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolutionFlowTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void createSendsARetryToTheMapperOnBehalfOfThePerson() {
        var id = open("site-1");

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));

        assertThat(resolver.written(Topics.REQUESTS)).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "r-1.retry");
            assertThat(record.value.getType()).isEqualTo(RequestType.RETRY_LINK);
            assertThat(record.value.getRequestId()).isEqualTo("r-1.retry");
            assertThat(record.value.getRequestedBy()).isEqualTo("ab12");
            assertThat(record.value.getMetadata().getCausedBy()).contains("r-1");
            assertThat(record.value.getRetryLinks().orElseThrow())
                    .singleElement()
                    .satisfies(wish -> {
                        assertThat(wish.getSiteUid()).isEqualTo("site-1");
                        assertThat(wish.getCompanyName()).contains("Acme (Oslo)");
                    });
        });
        assertThat(only(resolver.discrepancies())).satisfies(resolving -> {
            assertThat(resolving.getState()).isEqualTo(DiscrepancyState.RESOLVING);
            assertThat(resolving.getLastAction()).contains(Action.CREATE);
            assertThat(resolving.getLastActionBy()).contains("ab12");
        });
        assertThat(results()).containsExactly(tuple("r-1", RequestState.ACCEPTED, null));
        assertThat(resolver.written(Topics.AUDIT))
                .singleElement()
                .satisfies(record -> assertThat(record.value.getTarget()).isEqualTo("discrepancy:" + id));
    }

    @Test
    void itClosesWhenTheCompanyOfTheNewGenerationExists() {
        var id = open("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.discrepancies();

        resolver.link("site-1", 2, Wanted.PRESENT, "Acme (Oslo)");
        assertThat(resolver.discrepancies()).isEmpty();

        resolver.status("site-1", 2, ConditionStatus.TRUE, ConditionReason.HOLDS);
        assertThat(only(resolver.discrepancies())).satisfies(closed -> {
            assertThat(closed.getState()).isEqualTo(DiscrepancyState.CLOSED);
            assertThat(closed.getLastActionResult()).contains("The company “Acme (Oslo)” exists and is in use.");
        });
    }

    @Test
    void itOpensAgainWhenTheOtherNameIsTakenAsWell() {
        var id = open("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.discrepancies();

        resolver.nameTaken("site-1", 2, "Acme (Oslo)");

        assertThat(only(resolver.discrepancies())).satisfies(again -> {
            assertThat(again.getDiscrepancyId()).isEqualTo(id);
            assertThat(again.getState()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(again.getLastActionResult().orElseThrow()).startsWith("It was tried, and it did not help:");
        });
    }

    @Test
    void itOpensAgainWithTheReasonWhenTheMapperRefuses() {
        var id = open("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.discrepancies();
        resolver.written(Topics.REQUEST_RESULTS);

        resolver.mapperRefuses("r-1.retry", "site-1", "The site is being unlinked.");
        resolver.mapperRefuses("r-1.retry", "site-1", "The site is being unlinked.");

        assertThat(only(resolver.discrepancies())).satisfies(again -> {
            assertThat(again.getState()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(again.getLastActionResult()).contains("The site is being unlinked.");
        });
    }

    @Test
    void answersToOtherRequestsSayNothing() {
        open("site-1");

        resolver.mapperRefuses("r-9", "site-1", "No.");
        resolver.mapperRefuses("r-9.retry", "site-1", "No.");
        resolver.pipe(Topics.REQUEST_RESULTS, KEY + "r-9.retry", null);

        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void aResolutionThatComesTwiceIsTakenOnce() {
        var id = open("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.written(Topics.REQUESTS);
        resolver.written(Topics.REQUEST_RESULTS);
        resolver.discrepancies();

        resolver = resolver.restarted();
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));

        assertThat(resolver.written(Topics.REQUESTS)).isEmpty();
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).isEmpty();
        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void twoAdministratorsAtOnceGetOneActionAndOneReason() {
        var id = open("site-1");

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.resolve("r-2", id, Action.CREATE, it -> it.setName("Acme (Bergen)"));

        assertThat(results())
                .containsExactly(
                        tuple("r-1", RequestState.ACCEPTED, null),
                        tuple("r-2", RequestState.REFUSED, "CREATE is under way already, asked for by ab12."));
        assertThat(resolver.written(Topics.REQUESTS)).hasSize(1);
    }

    @Test
    void aNameThatAVisibleCompanyHasIsRefusedUntilThatIsRenamed() {
        var id = open("site-1");
        resolver.company("c-1", "Acme (Oslo)");

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("acme (oslo)"));
        resolver.company("c-1", "Something Else");
        resolver.resolve("r-2", id, Action.CREATE, it -> it.setName("acme (oslo)"));

        assertThat(results())
                .containsExactly(
                        tuple(
                                "r-1",
                                RequestState.REFUSED,
                                "A company named “acme (oslo)” exists; unlink the site and link it to that company instead."),
                        tuple("r-2", RequestState.ACCEPTED, null));
    }

    @Test
    void aRestEndsByItselfAtItsTime() {
        var id = open("site-1");
        resolver.resolve(
                "r-1",
                id,
                Action.IGNORE,
                it -> it.setReason("customer decides").setUntil(ResolverDriver.START.plus(Duration.ofDays(1))));
        assertThat(only(resolver.discrepancies())).satisfies(rested -> {
            assertThat(rested.getState()).isEqualTo(DiscrepancyState.SNOOZED);
            assertThat(rested.getSnoozeReason()).contains("customer decides");
        });

        resolver = resolver.restarted();
        resolver.waitFor(Duration.ofHours(23));
        assertThat(resolver.discrepancies()).isEmpty();

        resolver.waitFor(Duration.ofHours(1).plusSeconds(10));
        assertThat(only(resolver.discrepancies())).satisfies(again -> {
            assertThat(again.getState()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(again.getSnoozedUntil()).isEmpty();
        });
    }

    @Test
    void twoRestsOfOneTenantEndTogether() {
        for (var id : List.of(open("site-1"), open("site-2"))) {
            resolver.resolve(
                    "r-" + id, id, Action.IGNORE, it -> it.setUntil(ResolverDriver.START.plus(Duration.ofMinutes(1))));
        }
        resolver.discrepancies();

        resolver.waitFor(Duration.ofMinutes(2));

        assertThat(resolver.discrepancies())
                .extracting(Discrepancy::getState)
                .containsExactly(DiscrepancyState.OPEN, DiscrepancyState.OPEN);
    }

    @Test
    void anotherTenantsDiscrepancyIsNotKnown() {
        var id = open("site-1");
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
    void aRequestThatNobodyCouldCarryOutIsRefused() {
        var withoutBody = ResolverDriver.aResolution("r-1").build();
        resolver.pipe(Topics.REQUESTS, KEY + "r-1", withoutBody);

        assertThat(results())
                .containsExactly(
                        tuple("r-1", RequestState.REFUSED, "The request does not say what it wants, or not of whom."));
    }

    @Test
    void aRequestWithoutAnIdIsADeadLetterAndTheNextIsDecided() {
        var id = open("site-1");
        resolver.pipe(
                Topics.REQUESTS,
                ResolverDriver.TENANT,
                ResolverDriver.aResolution("r-1").build());
        resolver.resolve("r-2", id, Action.IGNORE, it -> it);

        assertThat(resolver.deadLetters()).isEqualTo(1);
        assertThat(results()).containsExactly(tuple("r-2", RequestState.ACCEPTED, null));
    }

    @Test
    void whatIsTheMappersIsLeftToTheMapper() {
        resolver.pipe(
                Topics.REQUESTS,
                KEY + "r-1",
                ResolverDriver.aResolution("r-1")
                        .setType(RequestType.DELETE_LINKS)
                        .setDeleteLinks(List.of("site-1"))
                        .build());

        assertThat(results()).isEmpty();
    }

    private String open(String siteUid) {
        resolver.nameTaken(siteUid, 1, "Acme " + siteUid);
        return only(resolver.discrepancies()).getDiscrepancyId();
    }

    private List<Tuple> results() {
        return resolver.written(Topics.REQUEST_RESULTS).stream()
                .map(record -> tuple(
                        record.value.getRequestId(),
                        record.value.getState(),
                        record.value.getMessage().orElse(null)))
                .toList();
    }

    private static <V> V only(List<V> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}
