package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.FoundPackage;
import dev.companion.provisioning.FoundVariable;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepExecutorTest {

    private static final String LINK = "https://gz.example/setupdownloader_[abc=].exe";

    private final FakeClients clients = new FakeClients();
    private final StepExecutor executor = new StepExecutor(clients, () -> Intents.NOW);

    private Outcome execute(Intent intent) {
        return executor.execute(intent);
    }

    static Stream<Arguments> meanings() {
        var results = List.of(
                Arguments.of(new Missing<>("x"), Verdict.NOT_APPLIED, OutcomeReason.NOT_FOUND),
                Arguments.of(new Missing<>("x", true), Verdict.NOT_APPLIED, OutcomeReason.GONE),
                refused(Reason.CREDENTIALS, OutcomeReason.CREDENTIALS),
                refused(Reason.PERMISSION, OutcomeReason.PERMISSION),
                refused(Reason.INVALID, OutcomeReason.INVALID),
                refused(Reason.NAME_TAKEN, OutcomeReason.NAME_TAKEN),
                refused(Reason.NOT_OFFERED, OutcomeReason.NOT_OFFERED),
                refused(Reason.ADDRESS_NOT_ALLOWED, OutcomeReason.INVALID),
                Arguments.of(new Conflict<>("x"), Verdict.NOT_APPLIED, OutcomeReason.CONFLICT),
                Arguments.of(
                        new RateLimited<>(Duration.ofSeconds(7), Scope.ACCOUNT, "x"),
                        Verdict.NOT_APPLIED,
                        OutcomeReason.RATE_LIMITED),
                Arguments.of(new Unavailable<>("x"), Verdict.NOT_APPLIED, OutcomeReason.UNAVAILABLE),
                Arguments.of(new UnknownEffect<>("x"), Verdict.UNKNOWN_EFFECT, OutcomeReason.LOST));
        return Stream.of(Step.values())
                .filter(step -> step != Step.UNKNOWN)
                .flatMap(step -> results.stream().map(row -> {
                    var cells = row.get();
                    return Arguments.of(step, cells[0], cells[1], cells[2]);
                }));
    }

    private static Arguments refused(Reason reason, OutcomeReason meaning) {
        return Arguments.of(new Refused<>(reason, "x"), Verdict.NOT_APPLIED, meaning);
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void everyResultOfEveryStepHasOneMeaning(Step step, CallResult<?> result, Verdict verdict, OutcomeReason reason) {
        clients.answers(result);
        var outcome = execute(Intents.whole(step));

        assertThat(outcome.getVerdict()).isEqualTo(verdict);
        assertThat(outcome.getReason()).isEqualTo(reason);
        assertThat(outcome.getMessage()).contains("x");
        assertThat(outcome.getComplete()).isFalse();
        assertThat(outcome.getRetryAfterMillis().isPresent()).isEqualTo(result instanceof RateLimited);
        assertThat(clients.requests).as("requests").hasSize(1);
    }

    @Test
    void anOutcomeNamesItsCall() {
        clients.answers(new Found<>("c1"));
        var outcome = execute(Intents.whole(Step.CREATE_COMPANY));

        assertThat(outcome.getCallId()).isEqualTo("call-1");
        assertThat(outcome.getGeneration()).isEqualTo(3);
        assertThat(outcome.getTenantId()).isEqualTo("t1");
        assertThat(outcome.getSiteUid()).isEqualTo("s1");
        assertThat(outcome.getAnsweredAt()).isEqualTo(Intents.NOW);
        assertThat(outcome.getMetadata().getEventId()).isEqualTo("call-1.outcome");
        assertThat(outcome.getMetadata().getCausedBy()).contains("intent");
    }

    @Test
    void withoutCredentialsNothingIsSent() {
        clients.noClient = new Refused<>(Reason.CREDENTIALS, "not set up");
        var outcome = execute(Intents.whole(Step.CREATE_COMPANY));

        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.CREDENTIALS);
        assertThat(clients.requests).isEmpty();
    }

    @Test
    void aCompanyIsCreatedInOneRequest() {
        clients.answers(new Found<>("c1"));
        var outcome = execute(Intents.whole(Step.CREATE_COMPANY));

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.getCreatedId()).contains("c1");
        assertThat(clients.requests).containsExactly("createCompany Acme below root");
    }

    @Test
    void aShortAnswerOfTheSearchProvesAbsence() {
        clients.answers(new Found<>(List.of(company("c9", "Acme Industries"))));
        var outcome = execute(byName());

        assertThat(outcome.getComplete()).isTrue();
        assertThat(outcome.getCompanies()).isEmpty();
        assertThat(clients.requests).containsExactly("findCompaniesByName Acme");
    }

    @Test
    void aFullAnswerProvesNothingSoEverythingIsWalked() {
        var many = IntStream.range(0, 25)
                .mapToObj(i -> company("c" + i, "Acme " + i))
                .toList();
        clients.companies.add(company("c77", "ACME"));
        clients.answers(
                new Found<>(many),
                new Found<>(new Page<>(many, new PageCursor(2, 2), 26L)),
                new Found<>(new Page<>(List.of(company("c77", "ACME")), null, null)));
        var outcome = execute(byName());

        assertThat(outcome.getComplete()).isTrue();
        assertThat(outcome.getCompanies())
                .extracting(FoundCompany::getCompanyId)
                .containsExactly("c77");
        assertThat(clients.requests)
                .containsExactly("findCompaniesByName Acme", "companies 1", "companies 2", "company c77");
    }

    @Test
    void aWalkThatIsBrokenOffProvesNothing() {
        var many = IntStream.range(0, 25)
                .mapToObj(i -> company("c" + i, "Acme " + i))
                .toList();
        clients.answers(
                new Found<>(many),
                new Found<>(new Page<>(many, new PageCursor(2, 2), 26L)),
                new Unavailable<>("gone away"));
        var outcome = execute(byName());

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.UNAVAILABLE);
        assertThat(outcome.getComplete()).isFalse();
    }

    @Test
    void aCompanyThatWasSeenComesWithItsTrueParent() {
        var row = new Company("c1", "acme ", CompanyType.CUSTOMER, "a container", null, null, null, null);
        clients.companies.add(new Company("c1", "acme ", CompanyType.CUSTOMER, "root", null, false, true, Intents.NOW));
        clients.answers(new Found<>(List.of(row)));
        var found = execute(byName()).getCompanies().getFirst();

        assertThat(found.getParentId()).contains("root");
        assertThat(found.getSuspended()).contains(false);
        assertThat(found.getCreatedAt()).contains(Intents.NOW);
    }

    @Test
    void aPackageIsCreatedWithTheVendorsNamesForItsModules() {
        clients.answers(new Found<>("p1"));
        var outcome = execute(Intents.whole(Step.CREATE_PACKAGE));

        assertThat(outcome.getCreatedId()).contains("p1");
        assertThat(clients.requests.getFirst())
                .contains("companyId=c1", "packageName=companion-s1", "language=de_DE")
                .contains("exchangeRole=true", "removeCompetitors=true")
                .contains("advancedAntiExploit", "deviceControl", "edrSensor", "encryption")
                .contains("userControl", "antiphishing", "trafficScan")
                .doesNotContain("firewall", "patchManagement");
    }

    @Test
    void allPagesOfPackagesAreRead() {
        clients.answers(
                new Found<>(new Page<>(List.of(new PackageRef("p1", "one")), new PageCursor(2, 2), 2L)),
                new Found<>(new Page<>(List.of(new PackageRef("p2", "two")), null, null)));
        var outcome = execute(Intents.whole(Step.FIND_PACKAGE));

        assertThat(outcome.getPackages()).extracting(FoundPackage::getPackageId).containsExactly("p1", "p2");
        assertThat(outcome.getComplete()).isTrue();
    }

    /** It would prove that ours does not exist, and a second one would be created. */
    @Test
    void aListOfPackagesThatIsCutProvesNothing() {
        clients.answers(new Found<>(new Page<>(List.of(new PackageRef("p1", "one")), null, 3L)));
        var outcome = execute(Intents.whole(Step.FIND_PACKAGE));

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.UNAVAILABLE);
        assertThat(outcome.getComplete()).isFalse();
    }

    /** The second row moved to the first page after that was read, so it is on none. */
    @Test
    void aListOfPackagesThatShrinksWhileItIsReadProvesNothing() {
        clients.answers(
                new Found<>(new Page<>(List.of(new PackageRef("p1", "one")), new PageCursor(2, 3), 3L)),
                new Found<>(new Page<>(List.of(new PackageRef("p3", "three")), null, 2L)));
        var outcome = execute(Intents.whole(Step.FIND_PACKAGE));

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getMessage()).contains("The list of packages shows 2 of 3.");
        assertThat(outcome.getComplete()).isFalse();
    }

    /** It would prove that a company of the name does not exist, and a second one would be created. */
    @Test
    void aListOfCompaniesThatIsCutProvesNothing() {
        var first = IntStream.range(0, 100)
                .mapToObj(row -> company("c" + row, "Customer " + row))
                .toList();
        clients.answers(new Found<>(new Page<>(first, null, 250L)));
        var outcome = execute(Intents.whole(Step.FIND_COMPANIES));

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.getReason()).as("GravityZone did answer").isEqualTo(OutcomeReason.NONE);
        assertThat(outcome.getComplete()).isFalse();
    }

    @Test
    void theLinkIsPassedOnByteForByte() {
        clients.answers(new Found<>(List.of(
                new InstallationLinks("another", "c1", "https://gz.example/x", true),
                new InstallationLinks("companion-s1", "c1", LINK, false))));
        var outcome = execute(Intents.whole(Step.READ_PACKAGE_LINK));

        assertThat(outcome.getWindowsLink()).contains(LINK);
        assertThat(outcome.getWindowsReady()).contains(false);
    }

    @Test
    void aPackageWithoutARowIsNotThere() {
        clients.answers(new Found<>(List.of(new InstallationLinks("another", "c1", LINK, true))));
        var outcome = execute(Intents.whole(Step.READ_PACKAGE_LINK));

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.NOT_FOUND);
    }

    @Test
    void ourVariableIsSeenInAnyCaseAndOneThatIsMaskedOrSpeltOtherwiseHasNoValue() {
        clients.answers(new Found<>(List.of(
                new SiteVariable(1, "gravityzonepackagelink", LINK, false),
                new SiteVariable(2, "GravityZonePackageLink", LINK, false),
                new SiteVariable(3, "GravityZonePackageLink", "*****", true),
                new SiteVariable(4, "GravityZonePackageLink2", LINK, false))));
        var outcome = execute(Intents.whole(Step.READ_VARIABLE));

        assertThat(outcome.getVariables())
                .as("on Windows the first is the same variable as the second")
                .extracting(FoundVariable::getVariableId)
                .containsExactly(1L, 2L, 3L);
        assertThat(outcome.getVariables())
                .extracting(variable -> variable.getValue().orElse(null))
                .containsExactly(null, LINK, null);
    }

    @Test
    void theVariableIsCreatedOrUpdatedByItsId() {
        clients.answers(new Found<>(Done.DONE), new Found<>(Done.DONE), new Found<>(Done.DONE));
        execute(Intents.of(Step.WRITE_VARIABLE, intent -> intent.setVariableValue("v")));
        execute(Intents.of(
                Step.WRITE_VARIABLE, intent -> intent.setVariableId(7L).setVariableValue("v")));
        execute(Intents.of(Step.DELETE_VARIABLE, intent -> intent.setVariableId(7L)));

        assertThat(clients.requests)
                .containsExactly(
                        "createSiteVariable s1 GravityZonePackageLink=v",
                        "updateSiteVariable s1 7 GravityZonePackageLink=v",
                        "deleteSiteVariable s1 7");
    }

    private static Intent byName() {
        return Intents.of(Step.FIND_COMPANY, intent -> intent.setCompanyName("Acme"));
    }

    private static Company company(String id, String name) {
        return new Company(id, name, CompanyType.CUSTOMER, "root", null, false, true, Intents.NOW);
    }
}
