package dev.companion.provisioner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.PackageName;
import dev.companion.runtime.EventMetadatas;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntentRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final PackageProfile PROFILE =
            Profiles.of("fr_FR", true, false, true, false, true, false, true, false, true, false, true, false);

    /** @param needs all that the call needs; nothing else may be in the record */
    private record Row(Step step, UnaryOperator<Intent.Builder> needs) {
        @Override
        public String toString() {
            return step.toString();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(new Step.FindCompanyByName("Acme"), intent -> intent.setCompanyName("Acme")),
                new Row(new Step.FindCompanyById("c1"), intent -> intent.setCompanyId("c1")),
                new Row(
                        new Step.FindCompanyById("c1", "folder"),
                        intent -> intent.setCompanyId("c1").setParentCompanyId("folder")),
                new Row(
                        new Step.CreateCompany("Acme", "root"),
                        intent -> intent.setCompanyName("Acme").setParentCompanyId("root")),
                new Row(
                        new Step.FindPackage("c1", "ours"),
                        intent -> intent.setCompanyId("c1").setPackageName("ours")),
                new Row(
                        new Step.CreatePackage("c1", "ours", PROFILE),
                        intent -> intent.setCompanyId("c1")
                                .setPackageName("ours")
                                .setPackageProfile(PackageProfileRecords.toRecord(PROFILE))),
                new Row(
                        new Step.ReadPackageLink("c1", "ours"),
                        intent -> intent.setCompanyId("c1").setPackageName("ours")),
                new Row(new Step.ReadVariable(), intent -> intent),
                new Row(new Step.WriteVariable(null, "value"), intent -> intent.setVariableValue("value")),
                new Row(
                        new Step.WriteVariable(7L, "value"),
                        intent -> intent.setVariableId(7L).setVariableValue("value")),
                new Row(new Step.DeleteVariable(7), intent -> intent.setVariableId(7L)),
                new Row(
                        new Step.FindCompanies(List.of("Acme", "Globex")),
                        intent -> intent.setCompanyNames(List.of("Acme", "Globex"))),
                new Row(new Step.ReadLicence("c1"), intent -> intent.setCompanyId("c1")),
                new Row(new Step.CountEndpoints("c1"), intent -> intent.setCompanyId("c1")),
                new Row(
                        new Step.ReadPackage("c1", "p1", PROFILE),
                        intent -> intent.setCompanyId("c1")
                                .setPackageId("p1")
                                .setPackageProfile(PackageProfileRecords.toRecord(PROFILE))),
                new Row(
                        new Step.UpdatePackage("c1", "p1", "ours", PROFILE),
                        intent -> intent.setCompanyId("c1")
                                .setPackageId("p1")
                                .setPackageName("ours")
                                .setPackageProfile(PackageProfileRecords.toRecord(PROFILE))),
                new Row(
                        new Step.DeletePackage("c1", "p1", "ours"),
                        intent -> intent.setCompanyId("c1").setPackageId("p1").setPackageName("ours")),
                new Row(
                        new Step.ReadPackageLinks(
                                List.of(new Step.NamedPackage("c1", "ours"), new Step.NamedPackage("c2", "theirs"))),
                        intent -> intent.setPackages(
                                List.of(new PackageName("c1", "ours"), new PackageName("c2", "theirs")))),
                new Row(new Step.ChangeCompany(CompanyAction.SUSPEND, "c1", null), intent -> intent.setCompanyId("c1")),
                new Row(
                        new Step.ChangeCompany(CompanyAction.ACTIVATE, "c1", null),
                        intent -> intent.setCompanyId("c1")),
                new Row(
                        new Step.ChangeCompany(CompanyAction.MOVE, "c1", "folder"),
                        intent -> intent.setCompanyId("c1").setParentCompanyId("folder")),
                new Row(new Step.ChangeCompany(CompanyAction.DELETE, "c1", null), intent -> intent.setCompanyId("c1")),
                new Row(
                        new Step.ChangeCompany(CompanyAction.RENAME, "c1", null, "Acme Ltd"),
                        intent -> intent.setCompanyId("c1").setCompanyName("Acme Ltd")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anIntentSaysAllThatItsCallNeedsAndNothingElse(Row row) {
        var call = new Call(new LinkKey("acct-1", "site-1"), "call-1", 4, row.step(), 2, NOW, NOW.plusSeconds(30));
        var intent = IntentRecords.toRecord(new Emission.CallPlanned(call, "request-4", Set.of(), 99), NOW);

        assertThat(intent)
                .isEqualTo(row.needs()
                        .apply(Intent.newBuilder()
                                .setMetadata(EventMetadatas.of("call-1.intent", NOW, 99, "request-4"))
                                .setTenantId("acct-1")
                                .setSiteUid("site-1")
                                .setCallId("call-1")
                                .setGeneration(4)
                                .setStep(dev.companion.provisioning.Step.valueOf(
                                        row.step().kind().name()))
                                .setAttempt(2)
                                .setDeadline(Instant.parse("2026-11-21T12:00:30.123Z")))
                        .build());
    }

    @Test
    void everyKindOfCallIsAmongThem() {
        assertThat(rows().map(row -> row.step().kind())).contains(StepKind.values());
    }
}
