package dev.companion.provisioner.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.gravityzone.ClaimVerdict;
import dev.companion.gravityzone.CompanyType;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.FoundLink;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.provisioning.Step;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.Tenant;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Outcome.Builder outcome(Step step) {
        return Outcome.newBuilder()
                .setMetadata(EventMetadatas.of("outcome", NOW, 1, null))
                .setTenantId("acct-1")
                .setSiteUid("site-1")
                .setCallId("call-1")
                .setGeneration(3)
                .setStep(step)
                .setVerdict(dev.companion.provisioning.Verdict.APPLIED)
                .setReason(OutcomeReason.NONE)
                .setAnsweredAt(NOW);
    }

    @Test
    void everythingThatAnOutcomeSaysComesBack() {
        var seen = OutcomeRecords.toDomain(outcome(Step.READ_PACKAGE)
                .setMessage("words")
                .setRetryAfterMillis(7_000L)
                .setCreatedId("c1")
                .setCompanies(List.of(FoundCompany.newBuilder()
                        .setCompanyId("c2")
                        .setName("Acme")
                        .setType(CompanyType.PARTNER)
                        .setParentId("root")
                        .setSuspended(true)
                        .setManagedByPartner(false)
                        .setCreatedAt(NOW.minusSeconds(60))
                        .build()))
                .setComplete(true)
                .setPackages(List.of(ProvisionerDriver.foundPackage("p1")))
                .setWindowsLink("link")
                .setWindowsReady(false)
                .setVariables(List.of(ProvisionerDriver.variable("value")))
                .setAddOnsNotLicensed(List.of(
                        dev.companion.provisioning.AddOn.EDR_SENSOR,
                        dev.companion.provisioning.AddOn.UNKNOWN,
                        dev.companion.provisioning.AddOn.FULL_DISK_ENCRYPTION))
                .setEndpoints(12L)
                .setPackageProfile(ProvisionerDriver.profile())
                .setLinks(List.of(
                        new FoundLink("c1", "one", "https://gz.example/1", true),
                        new FoundLink("c2", "two", null, null)))
                .setRequests(9)
                .build());

        assertThat(seen)
                .isEqualTo(new dev.companion.provisioner.domain.step.Outcome(
                        "call-1",
                        3,
                        StepKind.READ_PACKAGE,
                        Verdict.APPLIED,
                        Reason.NONE,
                        "words",
                        Duration.ofSeconds(7),
                        "c1",
                        List.of(new SeenCompany("c2", "Acme", false, "root", true, false, NOW.minusSeconds(60))),
                        true,
                        List.of(new SeenPackage("p1", "companion-site-1")),
                        "link",
                        false,
                        List.of(new SeenVariable(7, "value")),
                        List.of(AddOn.EDR_SENSOR, AddOn.FULL_DISK_ENCRYPTION),
                        12L,
                        Profiles.of(
                                "en_US", true, true, false, true, false, true, false, false, false, false, false, true),
                        List.of(
                                new SeenLink("c1", "one", "https://gz.example/1", true),
                                new SeenLink("c2", "two", null, null)),
                        9,
                        NOW));
    }

    @ParameterizedTest
    @EnumSource(StepKind.class)
    void theOutcomeOfEveryKindOfCallComesBack(StepKind kind) {
        var seen = OutcomeRecords.toDomain(outcome(Step.valueOf(kind.name())).build());

        assertThat(seen.kind()).isEqualTo(kind);
        assertThat(seen.requests()).as("of an outcome that does not say").isEqualTo(1);
        assertThat(seen.endpoints()).isNull();
        assertThat(seen.profile()).isNull();
    }

    @ParameterizedTest
    @EnumSource(OutcomeReason.class)
    void everyReasonComesBackAndOneThatIsNotKnownProvesNothing(OutcomeReason reason) {
        var seen = OutcomeRecords.toDomain(outcome(Step.CREATE_COMPANY)
                .setVerdict(dev.companion.provisioning.Verdict.UNKNOWN)
                .setReason(reason)
                .build());

        assertThat(seen.verdict()).isEqualTo(Verdict.UNKNOWN_EFFECT);
        assertThat(seen.reason().name())
                .isEqualTo(reason == OutcomeReason.UNKNOWN ? Reason.LOST.name() : reason.name());
    }

    private static Link link(UnaryOperator<Link.Builder> said) {
        return said.apply(Link.newBuilder()
                        .setMetadata(EventMetadatas.of("link", NOW, 1, null))
                        .setTenantId("acct-1")
                        .setSiteUid("site-1")
                        .setSiteName("Acme")
                        .setGeneration(5)
                        .setWanted(Wanted.ABSENT)
                        .setCompanyName("Acme")
                        .setPackageName("companion-site-1")
                        .setPackageProfile(ProvisionerDriver.profile())
                        .setRequestId("request-5"))
                .build();
    }

    private static CompanyOrder.Builder order(CompanyAction action) {
        return CompanyOrder.newBuilder()
                .setAction(action)
                .setCompanyId("c1")
                .setCompanyName("Acme")
                .setDecidedAt(NOW)
                .setRequestId("request-5");
    }

    @Test
    void aLinkOfAnEarlierVersionKeepsItsPackageAndHasNoOrder() {
        var spec = LinkRecords.toDomain(link(link -> link));

        assertThat(spec.deletePackage()).isFalse();
        assertThat(spec.order()).isNull();
    }

    @Test
    void aLinkSaysThatItsPackageIsToGo() {
        assertThat(LinkRecords.toDomain(link(link -> link.setDeletePackage(true)))
                        .deletePackage())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = CompanyAction.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyDecisionComesWithItsFacts(CompanyAction action) {
        var spec = LinkRecords.toDomain(link(link -> link.setCompanyOrder(order(action)
                .setParentId("folder")
                .setEndpoints(3L)
                .setNewName("Acme Ltd")
                .build())));

        assertThat(spec.order())
                .isEqualTo(new dev.companion.provisioner.domain.step.CompanyOrder(
                        dev.companion.vocabulary.CompanyAction.valueOf(action.name()),
                        "c1",
                        "Acme",
                        "folder",
                        3L,
                        "Acme Ltd",
                        NOW,
                        "request-5"));
    }

    @Test
    void aNewNameIsNotGivenWithoutAName() {
        var link = link(each -> each.setCompanyOrder(order(CompanyAction.RENAME).build()));

        assertThatThrownBy(() -> LinkRecords.toDomain(link)).hasMessageContaining("without a name");
    }

    @Test
    void aDecisionThatThisVersionDoesNotKnowIsNotActedOn() {
        var link =
                link(each -> each.setCompanyOrder(order(CompanyAction.UNKNOWN).build()));

        assertThatThrownBy(() -> LinkRecords.toDomain(link)).isInstanceOf(IllegalArgumentException.class);
    }

    /** One field at a time, so that no two can be mixed up. */
    @Test
    void everyFieldOfAProfileGoesThereAndBack() {
        IntStream.range(0, 12).forEach(on -> {
            var profile = profile(on);

            assertThat(PackageProfileRecords.toDomain(PackageProfileRecords.toRecord(profile)))
                    .isEqualTo(profile);
        });
        assertThat(PackageProfileRecords.toRecord(profile(8)).getPatchManagement())
                .isTrue();
        assertThat(PackageProfileRecords.toRecord(profile(11)).getRemoveCompetitors())
                .isTrue();
    }

    private static PackageProfile profile(int on) {
        return Profiles.of(
                "en_US", on == 0, on == 1, on == 2, on == 3, on == 4, on == 5, on == 6, on == 7, on == 8, on == 9,
                on == 10, on == 11);
    }

    @Test
    void healingThatIsSwitchedOffMeansWatching() {
        assertThat(TenantRecords.toDomain(tenant(true)).healing()).isTrue();
        assertThat(TenantRecords.toDomain(tenant(false)).healing()).isFalse();
    }

    /** Invariant 17. */
    @ParameterizedTest
    @CsvSource({"UNKNOWN,false", "HELD,false", "TAKEN,true", "INSIDE,true", "SURROUNDS,true", "CLEAR,false"})
    void aTenantOnTheRootCompanyOfAnotherIsPaused(ClaimVerdict claim, boolean paused) {
        var access = GravityZoneAccess.newBuilder()
                .setAccessUrl("https://gz.example/api")
                .setApiKeyLastFour("gz12")
                .setRootCompanyId("root-1")
                .setRootCompanyName("Northwind IT")
                .setRevision(1)
                .setClaim(claim)
                .build();

        var settings = TenantRecords.toDomain(
                Tenant.newBuilder(tenant(true)).setGravityZone(access).build());

        assertThat(settings.paused()).isEqualTo(paused);
    }

    private static Tenant tenant(boolean healing) {
        return Tenant.newBuilder()
                .setMetadata(EventMetadatas.of("tenant", NOW, 1, null))
                .setTenantId("acct-1")
                .setName("Northwind IT")
                .setDefaultPackage(ProvisionerDriver.profile())
                .setHealing(healing)
                .build();
    }

    @Test
    void everyEnumOfTheDomainHasItsSymbolInTheRecords() {
        assertThat(StepKind.values()).allSatisfy(kind -> Step.valueOf(kind.name()));
        assertThat(ProvisioningEvent.Type.values()).allSatisfy(type -> ProvisioningChangeType.valueOf(type.name()));
        assertThat(LinkStatus.Aspect.values()).allSatisfy(aspect -> ConditionType.valueOf(aspect.name()));
        assertThat(LinkStatus.Reason.values()).allSatisfy(reason -> ConditionReason.valueOf(reason.name()));
    }
}
