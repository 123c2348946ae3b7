package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.ApiGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiGateTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final ApiGate open = ApiGate.open(NOW, 1);

    @Test
    void oneCompanyThatMayNotBeSeenDelaysNoOther() {
        var gate = open.after(refused(StepKind.READ_PACKAGE_LINK), call(StepKind.READ_PACKAGE_LINK, "company"), NOW);

        assertThat(gate.state()).isEqualTo(ApiGate.State.OK);
        assertThat(gate.passage(NOW.plusSeconds(5))).isEqualTo(ApiGate.Passage.ALL);
    }

    @Test
    void severalInARowWithNothingAnsweredInBetweenSayThatTheKeyLacksTheRight() {
        var gate = open;
        for (var refusals = 0; refusals < 5; refusals++) {
            gate = gate.after(refused(StepKind.FIND_PACKAGE), call(StepKind.FIND_PACKAGE, "company-" + refusals), NOW);
        }

        assertThat(gate.state()).isEqualTo(ApiGate.State.PERMISSION_MISSING);
        assertThat(gate.passage(NOW.plusSeconds(5))).isEqualTo(ApiGate.Passage.NOTHING);
    }

    @Test
    void companiesThatAreNoLongerReachableSayNothingOfTheKeyHoweverMany() {
        var gate = open;
        for (var refusals = 0; refusals < 20; refusals++) {
            gate = gate.after(refused(StepKind.FIND_COMPANY), call(StepKind.FIND_COMPANY, "company-" + refusals), NOW);
        }

        assertThat(gate).isEqualTo(open);
    }

    @Test
    void aCompanyNoLongerReachableShowsThatARejectedKeyIsTakenAgainAndNotThatItHasTheRightItLacked() {
        var look = call(StepKind.FIND_COMPANY, "company");
        var rejected = open.after(refused(StepKind.FIND_COMPANY, Reason.CREDENTIALS), look, NOW);
        assertThat(rejected.state()).isEqualTo(ApiGate.State.CREDENTIALS_REJECTED);
        var later = NOW.plus(Duration.ofMinutes(16));
        assertThat(rejected.after(refused(StepKind.FIND_COMPANY), look, later).state())
                .isEqualTo(ApiGate.State.OK);

        var lacking = open.after(refused(StepKind.CREATE_COMPANY), call(StepKind.CREATE_COMPANY, null), NOW);
        assertThat(lacking.after(refused(StepKind.FIND_COMPANY), look, later).state())
                .isEqualTo(ApiGate.State.PERMISSION_MISSING);
    }

    @Test
    void aRefusalThatIsAboutNoOneThingIsAboutTheKey() {
        var gate = open.after(refused(StepKind.CREATE_COMPANY), call(StepKind.CREATE_COMPANY, null), NOW);

        assertThat(gate.state()).isEqualTo(ApiGate.State.PERMISSION_MISSING);
    }

    @Test
    void aListOfCompaniesThatIsCutIsAnAnswerHoweverOften() {
        var cut = outcome(StepKind.FIND_COMPANIES, Verdict.APPLIED, Reason.NONE, null);
        var gate = open;
        for (var walks = 0; walks < 20; walks++) {
            gate = gate.after(cut, call(StepKind.FIND_COMPANIES, null), NOW);
        }

        assertThat(gate).isEqualTo(open);
    }

    private static InFlight call(StepKind kind, String companyId) {
        return new InFlight("call", kind, 1, NOW, NOW.plus(Duration.ofSeconds(30)), null, companyId, null, null);
    }

    private static Outcome refused(StepKind kind) {
        return refused(kind, Reason.PERMISSION);
    }

    private static Outcome refused(StepKind kind, Reason reason) {
        return outcome(kind, Verdict.NOT_APPLIED, reason, "not allowed");
    }

    private static Outcome outcome(StepKind kind, Verdict verdict, Reason reason, @Nullable String message) {
        return new Outcome(
                "call", 1, kind, verdict, reason, message, null, null, List.of(), false, List.of(), null, null,
                List.of(), List.of(), null, null, List.of(), 1, NOW);
    }
}
