package dev.companion.provisioner.topology;

import static dev.companion.provisioner.topology.ProvisionerDriver.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.InstallationPackage;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackagesAndDecisionsTopologyTest {

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
    void aPackageThatVanishedIsLookedForAndCreatedAgain() {
        ready();
        provisioner.pass(Duration.ofMinutes(2));
        provisioner.changes();
        provisioner.pipe(Topics.GRAVITYZONE_PACKAGES, TENANT + "|p1", null);
        var find = provisioner.answer(Step.FIND_PACKAGE, outcome -> outcome);
        assertThat(find.getCompanyId()).contains("c1");
        var read = provisioner.answer(
                Step.READ_PACKAGE,
                outcome -> outcome.setVerdict(Verdict.NOT_APPLIED).setReason(OutcomeReason.NOT_FOUND));
        assertThat(read.getPackageId()).contains("p1");
        provisioner.answer(Step.FIND_PACKAGE, outcome -> outcome);
        provisioner.answer(Step.CREATE_PACKAGE, outcome -> outcome.setCreatedId("p2"));

        assertThat(provisioner.changes())
                .extracting(change -> change.value.getType())
                .containsExactly(ProvisioningChangeType.PACKAGE_MISSING, ProvisioningChangeType.PACKAGE_CREATED);
        assertThat(provisioner.statuses().getLast().value.getPackageId()).contains("p2");
    }

    @Test
    void aPackageThatIsSeenAsItIsIsNoNews() {
        ready();
        provisioner.pass(Duration.ofMinutes(2));
        provisioner.pipe(
                Topics.GRAVITYZONE_PACKAGES,
                TENANT + "|p1",
                InstallationPackage.newBuilder()
                        .setMetadata(EventMetadatas.of("package", provisioner.now, 1, null))
                        .setTenantId(TENANT)
                        .setPackageId("p1")
                        .setCompanyId("c1")
                        .setName("companion-site-1")
                        .build());
        provisioner.pass(Duration.ofSeconds(5));

        assertThat(provisioner.written(Topics.PROVISIONING_INTENTS)).isEmpty();
    }

    @Test
    void machinesAreCountedForAPersonAndTheStatusSaysHowManyAndWhen() {
        ready();
        provisioner.changes();
        provisioner.link(
                2,
                Wanted.PRESENT,
                link -> link.setCompanyOrder(CompanyOrder.newBuilder()
                        .setAction(CompanyAction.COUNT)
                        .setCompanyId("c1")
                        .setCompanyName("Acme")
                        .setDecidedAt(provisioner.now)
                        .setRequestId("request-2")
                        .build()));
        var begun = provisioner.now;
        provisioner.answer(
                Step.FIND_COMPANY, outcome -> outcome.setCompanies(List.of(provisioner.company("c1", begun))));
        var count = provisioner.answer(Step.COUNT_ENDPOINTS, outcome -> outcome.setEndpoints(17L));
        provisioner.answer(
                Step.READ_VARIABLE,
                outcome -> outcome.setVariables(List.of(ProvisionerDriver.variable(ProvisionerDriver.WINDOWS))));

        assertThat(count.getCompanyId()).contains("c1");
        var status = provisioner.statuses().getLast().value;
        assertThat(status.getObservedGeneration()).isEqualTo(2);
        assertThat(status.getPhase()).isEqualTo(LinkPhase.READY);
        assertThat(status.getMachines()).contains(17L);
        assertThat(status.getMachinesCountedAt())
                .hasValueSatisfying(at -> assertThat(at).isBetween(begun, provisioner.now));
        assertThat(provisioner.changes())
                .as("read back in this generation, and nothing was changed")
                .isEmpty();
    }

    @Test
    void aDecisionAboutTheCompanyIsCarriedOutAndReadBack() {
        ready();
        provisioner.changes();
        provisioner.link(
                2,
                Wanted.PRESENT,
                link -> link.setCompanyOrder(CompanyOrder.newBuilder()
                        .setAction(CompanyAction.MOVE)
                        .setCompanyId("c1")
                        .setCompanyName("Acme")
                        .setParentId("folder")
                        .setDecidedAt(provisioner.now)
                        .setRequestId("request-2")
                        .build()));
        var begun = provisioner.now;
        provisioner.answer(
                Step.FIND_COMPANY, outcome -> outcome.setCompanies(List.of(provisioner.company("c1", begun))));
        var move = provisioner.answer(Step.MOVE_COMPANY, outcome -> outcome);
        var moved = FoundCompany.newBuilder(provisioner.company("c1", begun))
                .setParentId("folder")
                .build();
        provisioner.answer(Step.FIND_COMPANY, outcome -> outcome.setCompanies(List.of(moved)));

        assertThat(move.getParentCompanyId()).contains("folder");
        var said = provisioner.statuses().getLast().value.getConditions().getLast();
        assertThat(said.getType()).isEqualTo(ConditionType.COMPANY_ORDER);
        assertThat(said.getStatus()).isEqualTo(ConditionStatus.TRUE);
        assertThat(provisioner.changes())
                .extracting(change -> change.value.getType())
                .containsExactly(ProvisioningChangeType.COMPANY_MOVED);
    }
}
