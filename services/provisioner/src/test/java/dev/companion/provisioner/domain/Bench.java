package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.pacing.Quota;
import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Condition;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A controller with its stores, and a clock in the test's hand. */
final class Bench {

    static final String ROOT = "root";
    static final String WINDOWS = "https://gz.example/Packages/BSTWIN/0/setupdownloader_[abc=].exe";
    static final LinkKey SITE = new LinkKey("t1", "s1");
    static final PackageProfile PROFILE =
            Profiles.of("en_US", true, true, false, true, false, true, false, false, false, false, false, false);

    final Rules rules;
    static final Quota PLENTY = new Quota(1_000, Duration.ofSeconds(1), Duration.ZERO);

    final Pacing pacing;
    MemoryStores stores = new MemoryStores();
    private Ledger ledger = new Ledger(stores);
    ProvisioningController controller;
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final List<Emission> written = new ArrayList<>();
    private final List<Call> open = new ArrayList<>();

    Bench() {
        this(Rules.defaults(), new Pacing(PLENTY, PLENTY, PLENTY, PLENTY));
    }

    Bench(Rules rules, Pacing pacing) {
        this.rules = rules;
        this.pacing = pacing;
        controller = new ProvisioningController(ledger, rules, pacing);
        controller.open(now);
    }

    static Bench withTenant() {
        var bench = new Bench();
        bench.tenant(new TenantSettings("t1", false, ROOT, 1, 1));
        bench.pass(ApiGate.ACCESS_SPREADS);
        return bench;
    }

    static LinkSpec named(long generation, String name) {
        return new LinkSpec(generation, true, null, name, "companion-s1", PROFILE, "r" + generation);
    }

    static LinkSpec chosen(long generation, String id) {
        return new LinkSpec(generation, true, id, null, "companion-s1", PROFILE, "r" + generation);
    }

    static LinkSpec absent(long generation, LinkSpec before) {
        return new LinkSpec(
                generation,
                false,
                before.companyId(),
                before.companyName(),
                before.packageName(),
                PROFILE,
                "r" + generation);
    }

    SeenCompany customer(String id, String name) {
        return new SeenCompany(id, name, true, ROOT, false, true, now);
    }

    void tenant(TenantSettings events) {
        take(controller.on(new ProvisioningInput.TenantChanged(events), now));
    }

    void wanted(LinkSpec spec) {
        wanted(SITE, spec);
    }

    void wanted(LinkKey key, LinkSpec spec) {
        take(controller.on(new ProvisioningInput.LinkChanged(key, spec), now));
    }

    void input(ProvisioningInput input) {
        take(controller.on(input, now));
    }

    void forget() {
        take(controller.on(new ProvisioningInput.LinkRemoved(SITE), now));
    }

    /** Sets whether changes behind a ready link are repaired. */
    void healing(boolean on) {
        tenant(new TenantSettings("t1", false, ROOT, 1, 1, on, null));
    }

    /** @param name null for a package that is gone */
    void packageChanged(String packageId, @Nullable String companyId, @Nullable String name) {
        take(controller.on(new ProvisioningInput.PackageObserved("t1", packageId, companyId, name), now));
    }

    void companyChanged(String companyId, boolean usable) {
        take(controller.on(new ProvisioningInput.CompanyObserved("t1", companyId, usable), now));
    }

    /** GravityZone asks to send nothing for this long, so that links queue up. */
    void gravityZoneAsksToWait(Duration time) {
        take(controller.on(new ProvisioningInput.HealthObserved("t1", Vendor.GRAVITYZONE, now.plus(time)), now));
    }

    /** The poller's calls succeed again. */
    void answeredElsewhere() {
        take(controller.on(new ProvisioningInput.HealthObserved("t1", Vendor.GRAVITYZONE, null), now));
    }

    /** The same spec as before, of a newer generation and with an order about the company. */
    static LinkSpec ordered(long generation, LinkSpec before, CompanyOrder order) {
        return new LinkSpec(
                generation,
                !order.deletes(),
                before.companyId(),
                before.companyName(),
                before.packageName(),
                before.profile(),
                false,
                order,
                "r" + generation);
    }

    /**
     * The process dies and another takes over: only what was committed is left. Running calls may still be answered.
     */
    void crash() {
        stores = stores.copy();
        ledger = new Ledger(stores);
        controller = new ProvisioningController(ledger, rules, pacing);
        controller.open(now);
        take(controller.tick(now));
    }

    /** Lets time pass, tick by tick, until the given time. */
    void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var due = controller.nextDue(now).orElse(end);
            var next = due.isAfter(now) ? due : now.plusMillis(1);
            now = next.isBefore(end) ? next : end;
            take(controller.tick(now));
        }
    }

    /** Lets time pass until the only call is planned. */
    Call passToCall() {
        passToCallOfAny();
        return onlyCall();
    }

    /** Lets time pass until calls are running. */
    void passToCallOfAny() {
        for (var ticks = 0; open.isEmpty() && ticks < 100_000; ticks++) {
            var due = controller.nextDue(now);
            assertThat(due).as("something to wait for").isPresent();
            now = due.get().isAfter(now) ? due.get() : now.plusMillis(1);
            take(controller.tick(now));
        }
    }

    List<Call> openCalls() {
        return List.copyOf(open);
    }

    Call onlyCall() {
        assertThat(open).as("calls under way").hasSize(1);
        return open.getFirst();
    }

    /** The call ends without an outcome. */
    void loses(Call call) {
        open.remove(call);
    }

    void answers(Call call, Answer answer) {
        open.remove(call);
        take(controller.on(new ProvisioningInput.CallEnded(call.link(), answer.to(call, now)), now));
    }

    /** The one running call is of this kind, and gets this answer. */
    <S extends Step> S expects(Class<S> kind, Answer answer) {
        var call = open.isEmpty() ? passToCall() : onlyCall();
        assertThat(call.step()).isInstanceOf(kind);
        now = now.plusMillis(50);
        answers(call, answer);
        return kind.cast(call.step());
    }

    /** From a company in use to a ready link. */
    void fromPackageToReady(String packageId) {
        expects(Step.CreatePackage.class, Answer.created(packageId));
        expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));
        expects(Step.ReadVariable.class, Answer.variables());
        expects(Step.WriteVariable.class, Answer.done());
        expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));
    }

    static Bench ready() {
        var bench = withTenant();
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c1"));
        bench.fromPackageToReady("p1");
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        return bench;
    }

    static SeenPackage ourPackage(String id) {
        return new SeenPackage(id, "companion-s1");
    }

    LinkState state() {
        var state = stores.state(SITE);
        assertThat(state).isNotNull();
        return state;
    }

    LinkStatus status() {
        var status = state().status();
        assertThat(status).isNotNull();
        return status;
    }

    Condition condition(Aspect aspect) {
        return status().conditions().get(aspect.ordinal());
    }

    List<ProvisioningEvent.Type> events() {
        return written.stream()
                .filter(Emission.EventOccurred.class::isInstance)
                .map(e -> ((Emission.EventOccurred) e).event().type())
                .toList();
    }

    @Nullable LinkStatus lastReported() {
        return written.stream()
                .filter(Emission.StatusChanged.class::isInstance)
                .map(e -> ((Emission.StatusChanged) e).status())
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private void take(List<Emission> emissions) {
        ledger.commit();
        written.addAll(emissions);
        emissions.forEach(emission -> {
            if (emission instanceof Emission.CallPlanned planned) {
                open.add(planned.call());
            }
        });
    }

    /** Returns the event that is recorded once the action is carried out. */
    static ProvisioningEvent.Type done(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> ProvisioningEvent.Type.COMPANY_SUSPENDED;
            case ACTIVATE -> ProvisioningEvent.Type.COMPANY_ACTIVATED;
            case MOVE -> ProvisioningEvent.Type.COMPANY_MOVED;
            case DELETE -> ProvisioningEvent.Type.COMPANY_DELETED;
            case RENAME -> ProvisioningEvent.Type.COMPANY_RENAMED;
            case COUNT, UNKNOWN -> throw new IllegalArgumentException("no action");
        };
    }
}
