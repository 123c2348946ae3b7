package dev.companion.provisioner.topology;

import static dev.companion.provisioner.topology.ProvisionerDriver.SITE;
import static dev.companion.provisioner.topology.ProvisionerDriver.TENANT;
import static dev.companion.provisioner.topology.ProvisionerDriver.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.links.CompanyProvenance;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningTopologyTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();

    @AfterEach
    void close() {
        provisioner.close();
    }

    private void ready() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.PRESENT);
        provisioner.untilReady();
    }

    @Test
    void aLinkBecomesReadyAndSaysHow() {
        ready();

        var last = provisioner.statuses().getLast();
        assertThat(last.key).isEqualTo(SITE);
        assertThat(last.value.getPhase()).isEqualTo(LinkPhase.READY);
        assertThat(last.value.getObservedGeneration()).isEqualTo(1);
        assertThat(last.value.getCompanyId()).contains("c1");
        assertThat(last.value.getProvenance()).isEqualTo(CompanyProvenance.CREATED);
        assertThat(last.value.getPackageId()).contains("p1");
        assertThat(last.value.toString()).doesNotContain(WINDOWS);
        assertThat(provisioner.written(Topics.INSTALLATION_LINKS))
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.key).isEqualTo(SITE);
                    assertThat(link.value.getWindowsLink()).isEqualTo(WINDOWS);
                    assertThat(link.value.getCompanyId()).isEqualTo("c1");
                    assertThat(link.value.getPackageId()).isEqualTo("p1");
                    assertThat(last.value.getPackageLinkSince()).contains(link.value.getSince());
                    assertThat(link.value.getMetadata().getCausedBy()).contains("request-1");
                });
        assertThat(last.value.getConditions())
                .hasSize(4)
                .allMatch(condition -> condition.getStatus() == ConditionStatus.TRUE
                        && condition.getReason() == ConditionReason.HOLDS);
        assertThat(provisioner.changes())
                .extracting(change -> change.value.getType())
                .containsExactly(
                        ProvisioningChangeType.COMPANY_CREATED,
                        ProvisioningChangeType.PACKAGE_CREATED,
                        ProvisioningChangeType.VARIABLE_WRITTEN,
                        ProvisioningChangeType.LINK_READY);
    }

    @Test
    void everyRecordOfALinkHasAnIdAndAGrowingSequence() {
        ready();

        var statuses = provisioner.statuses();
        assertThat(statuses)
                .extracting(status -> status.value.getMetadata().getEventId())
                .doesNotHaveDuplicates();
        assertThat(statuses)
                .extracting(status -> status.value.getMetadata().getSequence())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(statuses.getFirst().value.getMetadata().getCausedBy()).contains("request-1");
    }

    @Test
    void anIntentSaysAllThatItsCallNeeds() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.PRESENT);
        var find = provisioner.answer(Step.FIND_COMPANY, outcome -> outcome);
        assertThat(find.getCompanyName()).contains("Acme");
        assertThat(Duration.between(provisioner.now, find.getDeadline())).isLessThanOrEqualTo(Duration.ofSeconds(30));
        var create = provisioner.answer(Step.CREATE_COMPANY, outcome -> outcome.setCreatedId("c1"));
        assertThat(create.getParentCompanyId()).contains("root");
        var createPackage = provisioner.answer(Step.CREATE_PACKAGE, outcome -> outcome.setCreatedId("p1"));
        assertThat(createPackage.getCompanyId()).contains("c1");
        assertThat(createPackage.getPackageProfile()).contains(ProvisionerDriver.profile());
        provisioner.answer(Step.READ_PACKAGE_LINK, outcome -> outcome.setWindowsLink(WINDOWS));
        provisioner.answer(
                Step.READ_VARIABLE, outcome -> outcome.setVariables(List.of(ProvisionerDriver.variable("old"))));
        var write = provisioner.answer(Step.WRITE_VARIABLE, outcome -> outcome);

        assertThat(write.getVariableId()).contains(7L);
        assertThat(write.getVariableValue()).contains(WINDOWS);
    }

    @Test
    void whatComesTwiceIsSaidOnce() {
        ready();
        var before = provisioner.statuses().size();
        provisioner.link(1, Wanted.PRESENT);
        provisioner.tenant(false);
        provisioner.pass(Duration.ofSeconds(5));

        assertThat(before).isPositive();
        assertThat(provisioner.statuses()).isEmpty();
        assertThat(provisioner.changes()).hasSize(4);
        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
    }

    @Test
    void anOutcomeThatComesTwiceIsTakenOnce() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.PRESENT);
        provisioner.answer(Step.FIND_COMPANY, outcome -> outcome);
        var create = provisioner.answer(Step.CREATE_COMPANY, outcome -> outcome.setCreatedId("c1"));
        provisioner.outcome(create, outcome -> outcome.setCreatedId("c1"));

        assertThat(provisioner.changes())
                .extracting(change -> change.value.getType())
                .containsExactly(ProvisioningChangeType.COMPANY_CREATED);
    }

    @Test
    void anOlderGenerationThatComesLaterIsNoNews() {
        provisioner.tenant(false);
        provisioner.link(2, Wanted.PRESENT);
        provisioner.link(1, Wanted.ABSENT);
        provisioner.untilReady();

        assertThat(provisioner.statuses().getLast().value.getObservedGeneration())
                .isEqualTo(2);
    }

    @Test
    void aLinkThatComesBeforeItsTenantWaitsForIt() {
        provisioner.link(1, Wanted.PRESENT);
        provisioner.pass(Duration.ofSeconds(30));
        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
        assertThat(provisioner.statuses().getLast().value.getPhase()).isEqualTo(LinkPhase.WORKING);
        provisioner.tenant(false);

        assertThat(provisioner.intent().getStep()).isEqualTo(Step.FIND_COMPANY);
    }

    @Test
    void anUnlinkedSiteIsCleanedUpAndThenForgotten() {
        ready();
        provisioner.link(2, Wanted.ABSENT);
        provisioner.answer(
                Step.READ_VARIABLE, outcome -> outcome.setVariables(List.of(ProvisionerDriver.variable(WINDOWS))));
        assertThat(provisioner.answer(Step.DELETE_VARIABLE, outcome -> outcome).getVariableId())
                .contains(7L);
        provisioner.answer(Step.READ_VARIABLE, outcome -> outcome);
        var removed = provisioner.statuses().getLast().value;
        assertThat(removed.getPhase()).isEqualTo(LinkPhase.REMOVED);
        assertThat(provisioner.written(Topics.INSTALLATION_LINKS))
                .extracting(link -> link.key, link -> link.value == null)
                .containsExactly(tuple(SITE, false), tuple(SITE, true));
        assertThat(removed.getObservedGeneration()).isEqualTo(2);
        provisioner.unlinked();

        assertThat(provisioner.statuses()).singleElement().satisfies(tombstone -> {
            assertThat(tombstone.key).isEqualTo(SITE);
            assertThat(tombstone.value).isNull();
        });
        assertThat(provisioner.stored()).containsExactly("tenants " + TENANT);
        provisioner.unlinked();
        assertThat(provisioner.statuses()).isEmpty();
    }

    @Test
    void anIntentWithoutOutcomeBecomesAnUnknownOutcomeAndIsSettledByAFind() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.PRESENT);
        provisioner.answer(Step.FIND_COMPANY, outcome -> outcome);
        var create = provisioner.intent();
        var at = provisioner.now;
        provisioner.pass(Duration.ofSeconds(33));
        var company = provisioner.statuses().getLast().value.getConditions().getFirst();
        assertThat(company.getStatus()).isEqualTo(ConditionStatus.UNKNOWN);
        assertThat(company.getReason()).isEqualTo(ConditionReason.OUTCOME_UNKNOWN);
        provisioner.answer(
                Step.FIND_COMPANY,
                outcome -> outcome.setCompanies(List.of(provisioner.company("c1", at.plusSeconds(3)))));

        assertThat(create.getStep()).isEqualTo(Step.CREATE_COMPANY);
        assertThat(provisioner.statuses().getLast().value.getProvenance()).isEqualTo(CompanyProvenance.ADOPTED);
    }

    @Test
    void aRecordThatCannotBeUnderstoodDelaysNoOther() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.UNKNOWN);
        provisioner.link(2, Wanted.PRESENT);

        assertThat(provisioner.deadLetters()).isEqualTo(1);
        assertThat(provisioner.intent().getGeneration()).isEqualTo(2);
    }

    @Test
    void healthIsSaidWhenItChangesOnly() {
        provisioner.tenant(false);
        provisioner.link(1, Wanted.PRESENT);
        provisioner.answer(
                Step.FIND_COMPANY,
                outcome -> outcome.setVerdict(Verdict.NOT_APPLIED)
                        .setReason(OutcomeReason.CREDENTIALS)
                        .setMessage("The API key is wrong."));
        provisioner.pass(Duration.ofSeconds(60));

        assertThat(provisioner.health()).singleElement().satisfies(health -> {
            assertThat(health.key).isEqualTo(TENANT + "|provisioner|GRAVITYZONE");
            assertThat(health.value.getState()).isEqualTo(ApiState.CREDENTIALS_REJECTED);
            assertThat(health.value.getDetail()).contains("The API key is wrong.");
        });
        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
        assertThat(provisioner.statuses().getLast().value.getPhase()).isEqualTo(LinkPhase.ATTENTION);
    }

    @Test
    void aPauseThatThePollerWasAskedForHoldsHereToo() {
        provisioner.tenant(false);
        provisioner.pipe(
                Topics.API_HEALTH,
                TENANT + "|poller|GRAVITYZONE",
                ApiHealth.newBuilder()
                        .setMetadata(EventMetadatas.of("health", provisioner.now, 1, null))
                        .setTenantId(TENANT)
                        .setService("poller")
                        .setApi(VendorApi.GRAVITYZONE)
                        .setState(ApiState.THROTTLED)
                        .setNotBefore(provisioner.now.plusSeconds(20))
                        .setSince(provisioner.now)
                        .build());
        provisioner.link(1, Wanted.PRESENT);
        provisioner.pass(Duration.ofSeconds(19));
        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
        provisioner.pass(Duration.ofSeconds(2));

        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"GONE, COMPANY_MISSING", "NOT_FOUND, COMPANY_UNREACHABLE", "PERMISSION, COMPANY_UNREACHABLE"})
    void aCompanyThatVanishedIsLookedForAtOnce(OutcomeReason answer, ConditionReason said) {
        ready();
        provisioner.pipe(Topics.GRAVITYZONE_COMPANIES, TENANT + "|c1", null);

        var find = provisioner.answer(
                Step.FIND_COMPANY,
                outcome -> outcome.setVerdict(Verdict.NOT_APPLIED).setReason(answer));
        assertThat(find.getCompanyId()).contains("c1");
        assertThat(provisioner
                        .statuses()
                        .getLast()
                        .value
                        .getConditions()
                        .getFirst()
                        .getReason())
                .isEqualTo(said);
    }

    @Test
    void whatIsSeenOfACompanyThatStaysUsableIsNoNews() {
        ready();
        provisioner.statuses();
        companySeen(1, null);
        provisioner.pass(Duration.ofSeconds(5));

        assertThat(provisioner.statuses()).isEmpty();
        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
    }

    private void companySeen(long sequence, @Nullable Instant unreachableSince) {
        provisioner.pipe(
                Topics.GRAVITYZONE_COMPANIES,
                TENANT + "|c1",
                Company.newBuilder()
                        .setMetadata(EventMetadatas.of("company-" + sequence, provisioner.now, sequence, null))
                        .setTenantId(TENANT)
                        .setCompanyId("c1")
                        .setName("Acme")
                        .setType(CompanyType.CUSTOMER)
                        .setUnreachableSince(unreachableSince)
                        .build());
    }

    /** A link looks its company up itself, whatever the records say about the company. */
    @Test
    void aCompanyThatIsNoLongerReachableAndComesBackIsLookedForBothTimes() {
        ready();
        companySeen(1, provisioner.now);
        provisioner.answer(
                Step.FIND_COMPANY,
                outcome -> outcome.setVerdict(Verdict.NOT_APPLIED).setReason(OutcomeReason.PERMISSION));
        assertThat(provisioner.statuses().getLast().value.getPhase()).isEqualTo(LinkPhase.ATTENTION);
        provisioner.pass(Duration.ofSeconds(20));
        companySeen(2, null);
        provisioner.answer(
                Step.FIND_COMPANY,
                outcome -> outcome.setCompanies(List.of(provisioner.company("c1", provisioner.now))));

        assertThat(provisioner.statuses().getLast().value.getPhase()).isEqualTo(LinkPhase.READY);
    }

    @Test
    void aQuietHourWritesNothingThatOthersRead() {
        ready();
        provisioner.statuses();
        provisioner.changes();
        var end = provisioner.now.plus(Duration.ofHours(1));
        var reads = 0;
        while (provisioner.now.isBefore(end)) {
            provisioner.pass(Duration.ofSeconds(10));
            for (var intent : provisioner.written(Topics.PROVISIONING_INTENTS)) {
                reads++;
                provisioner.outcome(
                        intent.value,
                        outcome -> outcome.setWindowsLink(WINDOWS)
                                .setWindowsReady(true)
                                .setVariables(List.of(ProvisionerDriver.variable(WINDOWS))));
            }
        }

        assertThat(reads)
                .as("package link and variable, every quarter of an hour")
                .isBetween(6, 8);
        assertThat(provisioner.statuses()).isEmpty();
        assertThat(provisioner.changes()).isEmpty();
        assertThat(provisioner.health())
                .as("since when the link is verified, once a reading")
                .hasSizeBetween(4, 5)
                .allSatisfy(health -> {
                    assertThat(health.key).isEqualTo(TENANT + "|provisioner|DATTO_RMM");
                    assertThat(health.value.getState()).isEqualTo(ApiState.OK);
                })
                .extracting(health -> health.value.getVerifiedAt().orElseThrow())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** The variable was edited behind a ready link, and a person asks for a check: it must not stay "verified". */
    @Test
    void aCheckThatAPersonRequestsFindsAnEditedVariable() {
        ready();
        provisioner.statuses();
        for (var value : List.of(WINDOWS, "edited")) {
            provisioner.pass(Duration.ofSeconds(30));
            provisioner.checkNow();
            provisioner.pass(Duration.ofSeconds(1));
            provisioner.answer(
                    Step.READ_PACKAGE_LINK,
                    outcome -> outcome.setWindowsLink(WINDOWS).setWindowsReady(true));
            provisioner.answer(
                    Step.READ_VARIABLE, outcome -> outcome.setVariables(List.of(ProvisionerDriver.variable(value))));
        }

        assertThat(provisioner.statuses().getLast().value.getPhase()).isNotEqualTo(LinkPhase.READY);
        assertThat(provisioner.answer(Step.WRITE_VARIABLE, outcome -> outcome).getVariableValue())
                .contains(WINDOWS);
    }

    @Test
    void theMetersCountTheLinks() {
        ready();

        assertThat(provisioner
                        .meters
                        .get("companion.provisioner.links")
                        .tag("phase", "ready")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(provisioner
                        .meters
                        .get("companion.provisioner.in.flight")
                        .gauge()
                        .value())
                .isZero();
    }
}
