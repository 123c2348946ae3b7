package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.ApiGate.State;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.Kit;
import dev.companion.provisioner.domain.work.LinkState.Variable;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A revoked key is one trouble, however many sites it affects. */
class RevokedKeyTest {

    private static final int READY = 5_000;
    private static final Duration REVOKED_FOR = Duration.ofHours(2);
    private static final Duration ANSWERED_AFTER = Duration.ofSeconds(2);

    private final Bench bench = new Bench(Rules.defaults(), Pacing.defaults());

    /** As they are after a day: each was read again within the last 15 minutes. */
    private void readyLinks() {
        var template = Bench.ready().state();
        for (var i = 0; i < READY; i++) {
            var site = "r%05d".formatted(i);
            var read = bench.now.minusSeconds(i % 900);
            bench.stores.put(ready(template, new LinkKey("t1", site), "company-" + site, "package-" + site, read));
        }
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        bench.crash();
        bench.pass(ApiGate.ACCESS_SPREADS);
        bench.written.clear();
    }

    private static LinkState ready(LinkState like, LinkKey key, String companyId, String packageId, Instant read) {
        var spec = new LinkSpec(1, true, null, "Acme " + companyId, "ours", Bench.PROFILE, "r-" + key.siteUid());
        var status = like.status();
        return LinkState.of(key, spec).change(c -> {
            c.company =
                    new LinkedCompany(companyId, "Acme " + companyId, LinkedCompany.Provenance.CREATED, false, false);
            c.createdCompanies = List.of(new LinkState.CreatedCompany(companyId, "Acme " + companyId, 1));
            c.pkg = LinkedPackage.of(packageId, "ours", read, LinkedPackage.Content.AS_WANTED, List.of());
            c.kit = new Kit(Bench.WINDOWS, true, read, 0, read);
            c.variable = new Variable(List.of(new SeenVariable(7, Bench.WINDOWS)), false, read, read);
            c.readyIn = 1;
            c.untouched = false;
            c.installationLink = new InstallationLink(companyId, packageId, Bench.WINDOWS, read);
            c.status = new LinkStatus(
                    1,
                    status.phase(),
                    companyId,
                    "Acme " + companyId,
                    status.provenance(),
                    packageId,
                    "ours",
                    c.installationLink,
                    null,
                    null,
                    status.conditions());
        });
    }

    private static Answer dattoReads(Call call) {
        return call.step() instanceof Step.ReadVariable
                ? Answer.variables(new SeenVariable(7, Bench.WINDOWS))
                : Answer.done();
    }

    private static Answer revoked(Call call) {
        return gravityZone(call) ? Answer.refused(Outcome.Reason.CREDENTIALS) : dattoReads(call);
    }

    private static Answer states(Call call) {
        return switch (call.step()) {
            case Step.ReadPackageLink _ -> Answer.link(Bench.WINDOWS, true);
            case Step.ReadPackageLinks read ->
                Answer.links(read.packages().stream()
                        .map(each -> new SeenLink(each.companyId(), each.name(), Bench.WINDOWS, true))
                        .toArray(SeenLink[]::new));
            case Step.CreateCompany create -> Answer.created("made-" + create.name());
            case Step.CreatePackage create -> Answer.created("package-of-" + create.companyId());
            default -> gravityZone(call) ? Answer.nothing() : dattoReads(call);
        };
    }

    private static boolean gravityZone(Call call) {
        return call.step().kind().vendor() == Vendor.GRAVITYZONE;
    }

    /** Answers every call some time after it was planned, so that many run at once. */
    private List<Call> run(Duration time, Function<Call, Answer> answers) {
        var calls = new ArrayList<Call>();
        var end = bench.now.plus(time);
        while (bench.now.isBefore(end)) {
            for (var call : bench.openCalls()) {
                if (!bench.now.isBefore(call.plannedAt().plus(ANSWERED_AFTER))) {
                    calls.add(call);
                    bench.answers(call, answers.apply(call));
                }
            }
            bench.pass(Duration.ofMillis(250));
        }
        return calls;
    }

    private List<Call> ofGravityZone(List<Call> calls) {
        return calls.stream().filter(RevokedKeyTest::gravityZone).toList();
    }

    private long recordsOf(String prefix) {
        return bench.written.stream()
                .filter(emission -> switch (emission) {
                    case Emission.StatusChanged reported ->
                        reported.link().siteUid().startsWith(prefix);
                    case Emission.EventOccurred happened ->
                        happened.link().siteUid().startsWith(prefix);
                    default -> false;
                })
                .count();
    }

    private List<State> health() {
        return bench.written.stream()
                .filter(Emission.HealthChanged.class::isInstance)
                .map(Emission.HealthChanged.class::cast)
                .filter(changed -> changed.gate().state() != State.OK
                        || changed.verification().equals(Verification.NONE))
                .map(changed -> changed.gate().state())
                .toList();
    }

    @Test
    void readyLinksSayNothingOfARevokedKeyAndGoOnByThemselvesWhenItWorks() {
        readyLinks();
        var calls = run(REVOKED_FOR, RevokedKeyTest::revoked);

        assertThat(recordsOf("r")).as("records about ready links").isZero();
        assertThat(bench.controller.counts().links())
                .containsOnlyKeys(Phase.READY)
                .containsEntry(Phase.READY, READY);
        assertThat(health()).containsExactly(State.CREDENTIALS_REJECTED);
        var refused = ofGravityZone(calls);
        assertThat(refused)
                .as("those under way, and one read each quarter of an hour")
                .hasSizeLessThanOrEqualTo(bench.rules.inFlightMax() + 8);
        assertThat(refused).noneMatch(call -> call.step().kind().effect());

        var back = run(Duration.ofMinutes(90), RevokedKeyTest::states);

        assertThat(health()).containsExactly(State.CREDENTIALS_REJECTED, State.OK);
        assertThat(recordsOf("r")).as("records about ready links").isZero();
        assertThat(bench.controller.counts().links()).containsEntry(Phase.READY, READY);
        var readAgain = ofGravityZone(back).stream().map(Call::link).collect(Collectors.toSet());
        var listed = ofGravityZone(back).stream()
                .filter(call -> call.step() instanceof Step.ReadPackageLinks)
                .mapToInt(
                        call -> ((Step.ReadPackageLinks) call.step()).packages().size())
                .sum();
        assertThat(readAgain.size() + listed).as("links looked at again").isGreaterThanOrEqualTo(READY);
    }

    @Test
    void whenAnotherServiceIsAnsweredAgainOneReadIsTriedAtOnce() {
        readyLinks();
        run(Duration.ofMinutes(20), RevokedKeyTest::revoked);
        bench.answeredElsewhere();
        var tried = ofGravityZone(run(Duration.ofMinutes(5), RevokedKeyTest::revoked));

        assertThat(tried).as("a key that is still rejected").hasSize(1);
        bench.answeredElsewhere();
        run(Duration.ofSeconds(10), RevokedKeyTest::states);

        assertThat(health()).containsExactly(State.CREDENTIALS_REJECTED, State.OK);
    }

    /** Only links whose own call was refused say so: of 500 new links some thirteen. */
    @Test
    void ofLinksThatAreBeingMadeOnlyThoseSaySoWhoseCallWasRefused() {
        readyLinks();
        for (var i = 0; i < 500; i++) {
            var site = "n%03d".formatted(i);
            bench.wanted(
                    new LinkKey("t1", site),
                    new LinkSpec(1, true, null, "New " + site, "ours-" + site, Bench.PROFILE, "r-" + site));
        }
        var told = recordsOf("n");
        assertThat(told).as("that it is pending, once each").isLessThanOrEqualTo(500 + bench.rules.inFlightMax());
        var refused = ofGravityZone(run(REVOKED_FOR, RevokedKeyTest::revoked));

        var saying = bench.stores.states().values().stream()
                .filter(state -> state.status().conditions().stream()
                        .anyMatch(condition -> condition.reason() == Reason.CREDENTIALS_REJECTED))
                .map(LinkState::key)
                .collect(Collectors.toSet());
        assertThat(refused).hasSizeLessThanOrEqualTo(bench.rules.inFlightMax() + 8);
        assertThat(saying).hasSizeLessThanOrEqualTo(refused.size());
        assertThat(saying).allMatch(key -> key.siteUid().startsWith("n"));
        assertThat(recordsOf("n") - told).isLessThanOrEqualTo(4L * refused.size());
        assertThat(recordsOf("r")).isZero();

        run(Duration.ofMinutes(60), RevokedKeyTest::states);

        assertThat(bench.controller.counts().links()).containsEntry(Phase.READY, READY + 500);
        assertThat(bench.stores.states().values())
                .allSatisfy(state -> assertThat(state.status().conditions())
                        .extracting(LinkStatus.Condition::aspect)
                        .contains(Aspect.VERIFIED));
    }
}
