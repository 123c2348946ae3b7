package dev.companion.resolver.topology;

import static dev.companion.resolver.topology.ResolverDriver.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolutionFlowTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private ResolverDriver resolver = new ResolverDriver().tenant(it -> it);

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void anActionBecomesACommandToTheMapperInTheNameOfThePerson() {
        var id = nameTaken("site-1");

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));

        assertThat(resolver.commands()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "r-1.order-1");
            assertThat(record.value.getType()).isEqualTo(RequestType.RETRY_LINK);
            assertThat(record.value.getRequestId()).isEqualTo("r-1.order-1");
            assertThat(record.value.getRequestedBy()).isEqualTo("ab12");
            assertThat(record.value.getTenantName()).isEqualTo("Northwind IT");
            assertThat(record.value.getMetadata().getCausedBy()).contains("r-1");
            assertThat(record.value.getRetryLinks().orElseThrow())
                    .singleElement()
                    .satisfies(link -> {
                        assertThat(link.getSiteUid()).isEqualTo("site-1");
                        assertThat(link.getCompanyName()).contains("Acme (Oslo)");
                    });
        });
        assertThat(resolver.discrepancy()).satisfies(resolving -> {
            assertThat(resolving.getState()).isEqualTo(DiscrepancyState.RESOLVING);
            assertThat(resolving.getLastAction()).contains(Action.CREATE);
            assertThat(resolving.getLastActionBy()).contains("ab12");
            assertThat(resolving.getLastActionAt()).contains(resolver.now());
            assertThat(resolving.getLastActionProgress()).contains("Requested; it has not started yet.");
        });
        assertThat(results()).containsExactly(tuple("r-1", RequestState.ACCEPTED, null));
        assertThat(resolver.written(Topics.AUDIT))
                .singleElement()
                .satisfies(record -> assertThat(record.value.getTarget()).isEqualTo("discrepancy:" + id));
    }

    @Test
    void eachKindOfCommandIsARequestOfItsOwn() {
        resolver.ready("site-1").siteGone("site-1");
        var id = resolver.discrepancy().getDiscrepancyId();
        resolver.resolve("r-1", id, Action.DELETE, it -> it.setName("Acme Oslo").setEndpoints(7L));
        assertThat(resolver.commands().getFirst().value).satisfies(command -> {
            assertThat(command.getType()).isEqualTo(RequestType.CHANGE_COMPANY);
            assertThat(command.getCompanyChange().orElseThrow().getCompanyId()).isEqualTo(ResolverDriver.ACME);
            assertThat(command.getCompanyChange().orElseThrow().getEndpoints()).contains(7L);
        });

        var onDemand = onDemand("site-2");
        resolver.drained().resolve("r-2", onDemand, Action.UNLINK);
        assertThat(resolver.commands().getFirst().value).satisfies(command -> {
            assertThat(command.getType()).isEqualTo(RequestType.DELETE_LINKS);
            assertThat(command.getDeleteLinks()).contains(List.of("site-2"));
        });

        resolver.drained().ready("site-3").site("site-3", "Acme Bergen", SiteScope.MANAGED);
        resolver.resolve("r-3", resolver.discrepancy().getDiscrepancyId(), Action.ALIAS);
        assertThat(resolver.commands().getFirst().value).satisfies(command -> {
            assertThat(command.getType()).isEqualTo(RequestType.NOTE_SITE_NAME);
            assertThat(command.getSiteName().orElseThrow().getAlias()).contains("Acme Oslo");
        });

        resolver.drained().hold("set-1");
        resolver.resolve("r-4", resolver.discrepancy().getDiscrepancyId(), Action.APPROVE);
        assertThat(resolver.commands().getFirst().value).satisfies(command -> {
            assertThat(command.getType()).isEqualTo(RequestType.DECIDE_DELETIONS);
            assertThat(command.getDeletions().orElseThrow().getSetId()).isEqualTo("set-1");
            assertThat(command.getDeletions().orElseThrow().getApproved()).isTrue();
        });

        resolver.drained().resolve("r-5", id, Action.RECHECK);
        assertThat(resolver.commands().getFirst().value.getType()).isEqualTo(RequestType.SWEEP_NOW);
    }

    @Test
    void itIsTrackedUntilTheFactsShowThatItHelped() {
        var id = nameTaken("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.drained();

        resolver.link("site-1", 2, it -> it.setCompanyName("Acme (Oslo)").setRequestId("r-1.order-1"));
        assertThat(resolver.discrepancy().getLastActionProgress()).contains("Queued.");

        resolver.status(
                "site-1",
                2,
                LinkPhase.WORKING,
                ResolverDriver.ACME,
                condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS));
        assertThat(resolver.discrepancy()).satisfies(closed -> {
            assertThat(closed.getState()).isEqualTo(DiscrepancyState.CLOSED);
            assertThat(closed.getLastActionResult()).contains("The company “Acme (Oslo)” exists and is in use.");
            assertThat(closed.getLastActionProgress()).isEmpty();
        });
    }

    @Test
    void itOpensAgainWithTheReasonWhenTheMapperRefuses() {
        var id = nameTaken("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.drained();

        resolver.mapperRefuses("r-1.order-1", "site-1", "The site is being unlinked.");
        resolver.mapperRefuses("r-1.order-1", "site-1", "The site is being unlinked.");

        assertThat(resolver.discrepancy()).satisfies(again -> {
            assertThat(again.getState()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(again.getLastActionResult()).contains("The site is being unlinked.");
        });
    }

    @Test
    void itClosesWhenTheMapperRefusesBecauseTheSiteIsBeingUnlinked() {
        var id = onDemand("site-1");
        resolver.resolve("r-1", id, Action.UNLINK);
        resolver.link(
                "site-1",
                2,
                it -> it.setCompanyName("Acme Oslo").setWanted(Wanted.ABSENT).setRequestId("r-9"));
        resolver.drained();

        resolver.mapperRefuses("r-1.order-1", "site-1", "The site is being unlinked.");

        assertThat(resolver.discrepancies().getLast().getState()).isEqualTo(DiscrepancyState.CLOSED);
    }

    @Test
    void itOpensAgainWhenNothingIsReported() {
        var id = nameTaken("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.drained();

        resolver.waitFor(Duration.ofMinutes(19));
        assertThat(resolver.discrepancies()).isEmpty();
        resolver.waitFor(Duration.ofMinutes(2));

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
    }

    @Test
    void resultsOfOtherRequestsAreIgnored() {
        nameTaken("site-1");

        resolver.mapperRefuses("r-9", "site-1", "No.");
        resolver.mapperRefuses("r-9.order-1", "site-1", "No.");
        resolver.pipe(Topics.REQUEST_RESULTS, KEY + "r-9.order-1", null);

        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void aRepeatedRequestIsDecidedOnceAlsoAfterARestart() {
        var id = nameTaken("site-1");
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.drained();

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver = restarted();
        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));

        assertThat(resolver.commands()).as("the request that was piped").isEmpty();
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).isEmpty();
        assertThat(resolver.written(Topics.AUDIT)).isEmpty();
        assertThat(resolver.discrepancies()).isEmpty();
    }

    @Test
    void twoAdministratorsAtOnceGetOneActionAndOneReason() {
        var id = nameTaken("site-1");

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("Acme (Oslo)"));
        resolver.resolve("r-2", id, Action.CREATE, it -> it.setName("Acme (Bergen)"));

        assertThat(results())
                .containsExactly(
                        tuple("r-1", RequestState.ACCEPTED, null),
                        tuple("r-2", RequestState.REFUSED, "CREATE is already in progress, requested by ab12."));
        assertThat(resolver.commands()).hasSize(1);
    }

    @Test
    void aDecisionOnOutdatedFactsIsRefusedWithTheChange() {
        resolver.ready("site-1").company(ResolverDriver.ACME, it -> it.setParentId("c-north"));
        var seen = resolver.discrepancy();
        resolver.company(ResolverDriver.ACME, it -> it.setParentId("c-south"));

        resolver.resolve(
                "r-1",
                seen.getDiscrepancyId(),
                Action.MOVE,
                it -> it.setFacts(seen.getFacts().orElseThrow()));

        assertThat(results())
                .singleElement()
                .satisfies(result -> assertThat(result.toList().getLast().toString())
                        .startsWith("The facts have changed since you opened the event: ")
                        .contains("c-south"));
        assertThat(resolver.commands()).isEmpty();
    }

    @Test
    void nothingIsStartedWhileTheSiteIsBeingUnlinked() {
        var id = onDemand("site-1");
        resolver.link("site-1", 2, it -> it.setCompanyName("Acme Oslo").setWanted(Wanted.ABSENT));

        resolver.resolve("r-1", id, Action.UNLINK);

        assertThat(results())
                .containsExactly(tuple(
                        "r-1", RequestState.REFUSED, "The event is already closed. The site is no longer linked."));
        assertThat(resolver.commands()).isEmpty();
    }

    @Test
    void aNameThatAVisibleCompanyHasIsRefusedUntilThatCompanyIsRenamed() {
        var id = nameTaken("site-1");
        resolver.company("c-9", it -> it.setName("Acme (Oslo)"));

        resolver.resolve("r-1", id, Action.CREATE, it -> it.setName("acme (oslo)"));
        resolver.company("c-9", it -> it.setName("Something Else"));
        resolver.resolve("r-2", id, Action.CREATE, it -> it.setName("acme (oslo)"));

        assertThat(results())
                .extracting(result -> result.toList().get(1))
                .containsExactly(RequestState.REFUSED, RequestState.ACCEPTED);
    }

    @Test
    void anAssigneeIsWrittenOnce() {
        var id = onDemand("site-1");

        resolver.resolve("r-1", id, Action.ASSIGN, it -> it.setAssignee("kari"));
        assertThat(resolver.discrepancy().getAssignee()).contains("kari");
        resolver.resolve("r-2", id, Action.ASSIGN, it -> it.setAssignee("kari"));

        assertThat(resolver.discrepancies()).isEmpty();
        assertThat(results()).hasSize(2);
        assertThat(resolver.commands()).isEmpty();
    }

    @Test
    void aSnoozeEndsAtItsTimeAlsoAfterARestart() {
        var id = onDemand("site-1");
        var until = ResolverDriver.START.plus(Duration.ofDays(1));
        resolver.resolve(
                "r-1", id, Action.IGNORE, it -> it.setReason("customer decides").setUntil(until));
        assertThat(resolver.discrepancy()).satisfies(snoozed -> {
            assertThat(snoozed.getState()).isEqualTo(DiscrepancyState.SNOOZED);
            assertThat(snoozed.getSnoozeReason()).contains("customer decides");
            assertThat(snoozed.getSnoozedUntil()).contains(until);
        });

        resolver = restarted();
        resolver.waitFor(Duration.ofHours(23));
        assertThat(resolver.discrepancies()).isEmpty();

        resolver.waitFor(Duration.ofHours(1));
        assertThat(resolver.discrepancy()).satisfies(again -> {
            assertThat(again.getState()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(again.getSnoozedUntil()).isEmpty();
        });
    }

    @Test
    void twoSnoozesExpireTogether() {
        for (var id : List.of(onDemand("site-1"), onDemand("site-2"))) {
            resolver.resolve(
                    "r-" + id,
                    id,
                    Action.IGNORE,
                    it -> it.setReason("later").setUntil(ResolverDriver.START.plus(Duration.ofMinutes(1))));
        }
        resolver.drained();

        resolver.waitFor(Duration.ofMinutes(2));

        assertThat(resolver.discrepancies())
                .extracting(Discrepancy::getState)
                .containsExactly(DiscrepancyState.OPEN, DiscrepancyState.OPEN);
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
