package dev.companion.resolver.topology;

import static dev.companion.resolver.topology.ResolverDriver.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.health.ApiState;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.settings.Policy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResolverTopologyTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private final ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    /** Otherwise a policy would unlink a site that was only not read yet. */
    @Test
    void aLinkThatIsReadBeforeItsSiteOpensNothing() {
        resolver.link("site-7", 1, more -> more.setSiteName("Bolt").setCompanyId(ResolverDriver.ACME));
        resolver.status("site-7", 1, LinkPhase.READY, ResolverDriver.ACME);

        assertThat(resolver.discrepancies()).isEmpty();

        resolver.site("site-7", "Bolt", SiteScope.MANAGED);
        resolver.siteGone("site-7");
        assertThat(resolver.discrepancies()).hasSize(1);
    }

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(
                        "rmm.sites",
                        DiscrepancyType.SITE_OUT_OF_SCOPE,
                        happens(it -> it.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND))),
                arguments("rmm.sites, gone", DiscrepancyType.SOURCE_DELETED, happens(it -> it.siteGone("site-1"))),
                arguments(
                        "gravityzone.companies",
                        DiscrepancyType.DESTINATION_MOVED,
                        happens(it -> it.company(ResolverDriver.ACME, more -> more.setParentId("c-north")))),
                arguments(
                        "links",
                        DiscrepancyType.DESTINATION_CREATION,
                        happens(it -> it.link("site-2", 1, more -> more.setCompanyName("Bolt")))),
                arguments(
                        "link-statuses",
                        DiscrepancyType.ASSOCIATION_MISSING,
                        happens(it -> it.status(
                                "site-1",
                                1,
                                LinkPhase.ATTENTION,
                                ResolverDriver.ACME,
                                condition(ConditionType.VERIFIED, ConditionStatus.FALSE, ConditionReason.DRIFTED)))),
                arguments(
                        "api-health",
                        DiscrepancyType.CREDENTIALS_FAILING,
                        happens(it -> it.health("poller", ApiState.CREDENTIALS_REJECTED)
                                .waitFor(Duration.ofSeconds(20)))),
                arguments("deletion-holds", DiscrepancyType.MASS_DELETION_SUSPECTED, happens(it -> it.hold("set-1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void everyTopicLeadsToAReview(String topic, DiscrepancyType type, Consumer<ResolverDriver> happens) {
        resolver.ready("site-1")
                .site("site-2", "Bolt", SiteScope.MANAGED)
                .status(
                        "site-2",
                        1,
                        LinkPhase.ATTENTION,
                        null,
                        condition(
                                ConditionType.COMPANY_READY,
                                ConditionStatus.FALSE,
                                ConditionReason.NAME_TAKEN_ELSEWHERE));
        assertThat(resolver.discrepancies()).isEmpty();

        happens.accept(resolver);

        var opened = resolver.discrepancy();
        assertThat(opened.getType()).isEqualTo(type);
        assertThat(opened.getState()).isEqualTo(DiscrepancyState.OPEN);
    }

    @Test
    void theRecordHasAllThatPeopleNeedAndTheChangeIsAnEvent() {
        resolver.ready("site-1");
        resolver.company(ResolverDriver.ACME, it -> it.setUnreachableSince(ResolverDriver.START));

        var opened = resolver.discrepancy();
        assertThat(opened.getSiteUid()).contains("site-1");
        assertThat(opened.getSiteName()).contains("Acme Oslo");
        assertThat(opened.getCompanyId()).contains(ResolverDriver.ACME);
        assertThat(opened.getTitle()).isEqualTo("Company no longer reachable");
        assertThat(opened.getActions()).containsExactly(Action.UNLINK, Action.RECREATE, Action.IGNORE);
        assertThat(opened.getChoices()).extracting(each -> each.getAction()).isEqualTo(opened.getActions());
        assertThat(opened.getChoices().get(1).getNeedsName()).isTrue();
        assertThat(opened.getUnavailable())
                .singleElement()
                .satisfies(each -> assertThat(each.getAction()).isEqualTo(Action.MOVE));
        assertThat(opened.getFacts().orElseThrow()).hasSize(13);
        assertThat(opened.getLevel()).isEqualTo(PolicyLevel.SUGGEST);
        assertThat(opened.getMetadata().getCausedBy()).contains("company-event");
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + opened.getDiscrepancyId());
            assertThat(record.value.getFrom()).isEmpty();
            assertThat(record.value.getTo()).isEqualTo(DiscrepancyState.OPEN);
            assertThat(record.value.getAfter()).isEqualTo(opened);
        });
    }

    @Test
    void theOrderOfRecordsDoesNotMatter() {
        resolver.status(
                "site-1",
                1,
                LinkPhase.ATTENTION,
                null,
                condition(ConditionType.COMPANY_READY, ConditionStatus.FALSE, ConditionReason.NAME_TAKEN_ELSEWHERE));
        resolver.site("site-1", "Acme Oslo", SiteScope.MANAGED);
        assertThat(resolver.discrepancies()).isEmpty();

        resolver.link("site-1", 1, it -> it.setCompanyName("Acme"));

        assertThat(resolver.discrepancies()).hasSize(1);
    }

    @Test
    void theSameFactsTwiceWriteNothing() {
        resolver.ready("site-1")
                .site("site-1", "Acme Oslo", SiteScope.ON_DEMAND)
                .drained();

        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND)
                .link("site-1", 1, it -> it.setCompanyName("Acme Oslo"))
                .company(ResolverDriver.ACME, it -> it);

        assertThat(resolver.written(Topics.DISCREPANCIES)).isEmpty();
    }

    @Test
    void aCompanyOfTheDesiredNameChangesTheActions() {
        resolver.site("site-1", "Bolt", SiteScope.MANAGED)
                .link("site-1", 1, it -> it.setSiteName("Bolt").setCompanyName("Bolt"))
                .status(
                        "site-1",
                        1,
                        LinkPhase.ATTENTION,
                        null,
                        condition(
                                ConditionType.COMPANY_READY, ConditionStatus.FALSE, ConditionReason.NAME_EXISTS_HERE));
        assertThat(resolver.discrepancy().getActions()).doesNotContain(Action.ASSOCIATE);

        resolver.company("c-9", it -> it.setName("BOLT"));
        assertThat(resolver.discrepancy().getActions()).contains(Action.ASSOCIATE);

        resolver.company("c-9", it -> it.setName("Dent"));
        assertThat(resolver.discrepancy().getActions()).doesNotContain(Action.ASSOCIATE);
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).hasSize(1);
    }

    @Test
    void aLinkThatIsGoneClosesWhatWasOpen() {
        resolver.ready("site-1")
                .site("site-1", "Acme Oslo", SiteScope.ON_DEMAND)
                .drained();

        resolver.pipe(Topics.LINKS, KEY + "site-1", null);

        var closed = resolver.discrepancy();
        assertThat(closed.getState()).isEqualTo(DiscrepancyState.CLOSED);
        assertThat(closed.getClosedBecause()).contains("The site is no longer linked.");
        assertThat(closed.getClosedAt()).contains(ResolverDriver.START);
    }

    @Test
    void aChosenLevelAppliesToOpenAndToNewDiscrepancies() {
        resolver.ready("site-1")
                .site("site-1", "Acme Oslo", SiteScope.ON_DEMAND)
                .drained();

        resolver.tenant(it -> it.setPolicies(List.of(
                new Policy(DiscrepancyType.SITE_OUT_OF_SCOPE, PolicyLevel.OBSERVE),
                new Policy(DiscrepancyType.DESTINATION_MOVED, PolicyLevel.ACT))));

        assertThat(resolver.discrepancy().getLevel()).isEqualTo(PolicyLevel.OBSERVE);
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES))
                .as("its state did not change")
                .isEmpty();
        resolver.company(ResolverDriver.ACME, it -> it.setParentId("c-north"));
        assertThat(resolver.discrepancy().getLevel())
                .as("a level that the type cannot have")
                .isEqualTo(PolicyLevel.SUGGEST);
    }

    @Test
    void oneCauseIsOneRecordAndOneChangeHoweverManySitesItHits() {
        resolver.site("site-0", "Acme Oslo", SiteScope.MANAGED);
        IntStream.range(0, 5_000)
                .forEach(each -> resolver.link("site-" + each, 1, it -> it.setCompanyName("Acme " + each)));
        resolver.siteGone("site-0");
        resolver.drained();

        resolver.health("poller", ApiState.CREDENTIALS_REJECTED).health("provisioner", ApiState.CREDENTIALS_REJECTED);
        for (var each = 0; each < 5_000; each++) {
            resolver.status(
                    "site-" + each,
                    1,
                    LinkPhase.WORKING,
                    null,
                    condition(
                            ConditionType.COMPANY_READY, ConditionStatus.FALSE, ConditionReason.CREDENTIALS_REJECTED));
        }
        resolver.waitFor(Duration.ofSeconds(14));
        assertThat(resolver.discrepancies()).as("within the grace period").isEmpty();
        resolver.waitFor(Duration.ofSeconds(2));

        var opened = resolver.discrepancy();
        assertThat(opened.getType()).isEqualTo(DiscrepancyType.CREDENTIALS_FAILING);
        assertThat(opened.getAffectedSites()).isEqualTo(5_000);
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).hasSize(1);
        assertThat(resolver.commands()).isEmpty();

        resolver.health("poller", ApiState.OK).health("provisioner", ApiState.OK);
        resolver.waitFor(Duration.ofSeconds(14));
        assertThat(resolver.discrepancies()).as("within the grace period").isEmpty();
        resolver.waitFor(Duration.ofSeconds(2));

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.CLOSED);
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).hasSize(1);
    }

    @Test
    void linkedSitesAreCountedAsTheyComeAndGo() {
        resolver.ready("site-1").ready("site-2").ready("site-3").hold("set-1");
        assertThat(only(resolver.discrepancies(), DiscrepancyType.MASS_DELETION_SUSPECTED)
                        .getAffectedSites())
                .isEqualTo(3);

        resolver.link("site-1", 2, it -> it.setCompanyName("Acme Oslo").setWanted(Wanted.ABSENT));
        resolver.pipe(Topics.LINKS, KEY + "site-1", null);
        resolver.pipe(Topics.DELETION_HOLDS, KEY + "SITES", null);
        resolver.drained().hold("set-2");

        assertThat(resolver.discrepancy().getAffectedSites()).isEqualTo(2);
    }

    @Test
    void onePoisonRecordDoesNotStopTheRest() {
        resolver.ready("site-1").drained();

        resolver.pipe(Topics.RMM_SITES, ResolverDriver.TENANT, null);
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);

        assertThat(resolver.deadLetters()).isEqualTo(1);
        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.SITE_OUT_OF_SCOPE);
    }

    @Test
    void openDiscrepanciesAreCounted() {
        resolver.ready("site-1").ready("site-2");
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        var id = resolver.discrepancies().getLast().getDiscrepancyId();
        resolver.site("site-2", "Acme Oslo", SiteScope.ON_DEMAND);

        resolver.snooze("r-1", id);

        assertThat(resolver.standing("site_out_of_scope", "open")).isEqualTo(1);
        assertThat(resolver.standing("site_out_of_scope", "snoozed")).isEqualTo(1);
        assertThat(resolver.standing("site_out_of_scope", "resolving")).isZero();
        assertThat(resolver.standing("source_deleted", "open")).isZero();
    }

    @Test
    void closedDiscrepanciesAndAnswersAreDeletedAfterTheirRetention() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        var id = resolver.discrepancy().getDiscrepancyId();
        resolver.snooze("r-1", id);
        resolver.pipe(Topics.LINKS, KEY + "site-1", null);
        resolver.drained();

        resolver.waitFor(Duration.ofDays(30).plusHours(2));
        assertThat(resolver.written(Topics.DISCREPANCIES)).containsExactly(KeyValue.pair(KEY + id, null));
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).isEmpty();

        resolver.waitFor(Duration.ofDays(10));
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).containsExactly(KeyValue.pair(KEY + "r-1", null));
    }

    @Test
    void whatIsOpenOrKeptIsNeverDeleted() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        var id = resolver.discrepancy().getDiscrepancyId();
        resolver.company(ResolverDriver.ACME, it -> it.setSuspended(true));
        resolver.resolve("r-1", id, Action.KEEP);
        resolver.drained();

        resolver.waitFor(Duration.ofDays(400));

        assertThat(resolver.written(Topics.DISCREPANCIES)).isEmpty();
    }

    private static Discrepancy only(List<Discrepancy> written, DiscrepancyType type) {
        var found = written.stream().filter(each -> each.getType() == type).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Consumer<ResolverDriver> happens(Consumer<ResolverDriver> what) {
        return what;
    }
}
