package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyRef;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyFindsTest {

    private final FakeClients clients = new FakeClients();
    private final StepExecutor executor = new StepExecutor(clients, () -> Intents.NOW);

    private static Company company(String id, String name) {
        return new Company(id, name, CompanyType.CUSTOMER, "root", null, false, true, Intents.NOW);
    }

    private Outcome findMany() {
        return executor.execute(
                Intents.of(Step.FIND_COMPANIES, intent -> intent.setCompanyNames(List.of("Acme", " Globex "))));
    }

    private static Intent moved() {
        return Intents.of(Step.FIND_COMPANY, intent -> intent.setCompanyId("c1").setParentCompanyId("folder"));
    }

    @Test
    void oneWalkOverAllPagesFindsEveryNameWhateverItsCase() {
        clients.companies.addAll(List.of(company("c2", "ACME"), company("c4", "globex")));
        clients.answers(
                new Found<>(new Page<>(
                        List.of(company("c1", "Acme Holding"), company("c2", "ACME")), new PageCursor(2, 2), 4L)),
                new Found<>(new Page<>(List.of(company("c3", "Initech"), company("c4", "globex")), null, null)));
        var outcome = findMany();

        assertThat(outcome.getCompanies())
                .extracting(FoundCompany::getCompanyId)
                .containsExactly("c2", "c4");
        assertThat(outcome.getComplete()).isTrue();
        assertThat(outcome.getRequests()).as("two pages and the details of two").isEqualTo(4);
        assertThat(clients.requests).containsExactly("companies 1", "companies 2", "company c2", "company c4");
    }

    @Test
    void aWalkThatSeesNoneOfTheNamesProvesThatAllAreFree() {
        clients.answers(new Found<>(new Page<>(List.of(company("c1", "Initech")), null, null)));
        var outcome = findMany();

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.getComplete()).isTrue();
        assertThat(outcome.getCompanies()).isEmpty();
    }

    @Test
    void aWalkThatBreaksOffProvesNothingOfAnyName() {
        clients.answers(
                new Found<>(new Page<>(List.of(company("c2", "Acme")), new PageCursor(2, 2), 4L)),
                new Unavailable<>("gone away"));
        var outcome = findMany();

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.UNAVAILABLE);
        assertThat(outcome.getComplete()).isFalse();
        assertThat(outcome.getCompanies()).isEmpty();
    }

    @Test
    void whatAListShowsIsSeenAndCountedEvenIfTheListIsCut() {
        clients.companies.add(company("c2", "Acme"));
        clients.answers(
                new Found<>(new Page<>(List.of(company("c2", "Acme")), new PageCursor(2, 2), 4L)),
                new Found<>(new Page<>(List.of(company("c3", "Initech")), null, 4L)));
        var outcome = findMany();

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.getComplete()).as("two of four rows").isFalse();
        assertThat(outcome.getCompanies())
                .extracting(FoundCompany::getCompanyId)
                .containsExactly("c2");
        assertThat(outcome.getRequests()).as("two pages and the details of one").isEqualTo(3);
    }

    @Test
    void whatIsGoneSinceItWasListedIsNotThere() {
        clients.companies.add(company("c9", "somebody's"));
        clients.answers(new Found<>(new Page<>(List.of(company("c2", "Acme")), null, null)));
        var outcome = findMany();

        assertThat(outcome.getCompanies()).isEmpty();
        assertThat(outcome.getComplete()).isTrue();
    }

    @Test
    void aCompanyThatCannotBeLookedIntoLeavesTheWalkUnanswered() {
        clients.answers(
                new Found<>(new Page<>(List.of(company("c2", "Acme")), null, null)),
                new Refused<>(Reason.PERMISSION, "not for you"));
        var outcome = findMany();

        assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(outcome.getReason()).isEqualTo(OutcomeReason.PERMISSION);
    }

    @Test
    void aCompanyBelowThePartnerThatIsExpectedNeedsOneRequest() {
        var below = new Company("c1", "Acme", CompanyType.CUSTOMER, "folder", null, false, true, Intents.NOW);
        clients.companies.add(below);
        var outcome = executor.execute(moved());

        assertThat(outcome.getCompanies().getFirst().getParentId()).contains("folder");
        assertThat(clients.requests).containsExactly("company c1");
    }

    @Test
    void whetherACompanyIsInAFolderTheFolderTells() {
        clients.companies.add(company("c1", "Acme"));
        clients.answers(new Found<>(List.of(new CompanyRef("c7", "Globex"), new CompanyRef("c1", "Acme"))));
        var outcome = executor.execute(moved());

        assertThat(outcome.getCompanies().getFirst().getParentId()).contains("folder");
        assertThat(outcome.getRequests()).isEqualTo(2);
    }

    @Test
    void aCompanyThatTheFolderDoesNotListIsWhereItsDetailsSay() {
        clients.companies.add(company("c1", "Acme"));
        clients.answers(new Found<>(List.of(new CompanyRef("c7", "Globex"))));
        var outcome = executor.execute(moved());

        assertThat(outcome.getCompanies().getFirst().getParentId()).contains("root");
    }

    private Outcome find(String name) {
        return executor.execute(Intents.of(Step.FIND_COMPANY, intent -> intent.setCompanyName(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "'existing\u00a0one', existin, 'existing one'",
        "'existing  one', existing, 'existing one'",
        "'Cafe\u0301 Nord', Caf, 'Caf\u00e9 Nord'",
        "'Caf\u00e9 Nord', Ca, 'Cafe\u0301 Nord'",
        "'exist\u200bing', exis, 'existing'",
        "'Stra\u00dfe 4', Str, 'STRASSE 4'"
    })
    void aNameThatCanBeWrittenOtherwiseIsFoundAsItsTwinIsWritten(String name, String searched, String twin) {
        var company = company("c1", twin);
        clients.companies.add(company);
        clients.answers(
                searched.length() < 3
                        ? new Found<>(new Page<>(List.of(company("c2", "Caffè"), company), null, null))
                        : new Found<>(List.of(company("c2", searched + " other"), company)));
        var outcome = find(name);

        assertThat(outcome.getCompanies())
                .extracting(FoundCompany::getCompanyId)
                .containsExactly("c1");
        assertThat(clients.requests.getFirst())
                .isEqualTo(searched.length() < 3 ? "companies 1" : "findCompaniesByName " + searched);
    }

    @Test
    void aNameWithoutAPlainPartIsLookedForAmongAllCompanies() {
        clients.answers(new Found<>(new Page<>(List.of(company("c1", "Initech")), null, null)));
        var outcome = find("\u00dcnal");

        assertThat(outcome.getCompanies()).isEmpty();
        assertThat(outcome.getComplete()).isTrue();
        assertThat(clients.requests).containsExactly("companies 1");
    }

    @Test
    void oneWalkFindsTheTwinOfANameWhateverItsBlanks() {
        clients.companies.add(company("c2", "ac\u00adme"));
        clients.answers(new Found<>(new Page<>(List.of(company("c2", "ac\u00adme")), null, null)));

        assertThat(findMany().getCompanies())
                .extracting(FoundCompany::getCompanyId)
                .containsExactly("c2");
    }

    @Test
    void aShortPlainNameIsSearchedForWithoutTheBlanksAroundIt() {
        clients.answers(new Found<>(List.of()));
        var outcome = find(" AB\u00a0");

        assertThat(outcome.getComplete()).isTrue();
        assertThat(clients.requests).containsExactly("findCompaniesByName AB");
    }
}
