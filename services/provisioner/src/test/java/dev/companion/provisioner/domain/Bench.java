package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.pacing.Quota;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Outcome.SeenPackage;
import dev.companion.provisioner.domain.Outcome.SeenVariable;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Condition;
import dev.companion.provisioner.domain.Report.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A desk with its ledger, and a clock in the test's hand. */
final class Bench {

    static final String ROOT = "root";
    static final String WINDOWS = "https://gz.example/Packages/BSTWIN/0/setupdownloader_[abc=].exe";
    static final LinkKey SITE = new LinkKey("t1", "s1");
    static final PackageProfile PROFILE =
            new PackageProfile(true, true, false, true, false, true, false, false, false, false, false, false, "en_US");

    final Rules rules;
    static final Quota PLENTY = new Quota(1_000, Duration.ofSeconds(1), Duration.ZERO);

    final Pacing pacing;
    MapLedger ledger = new MapLedger();
    ProvisioningDesk desk;
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final List<Emission> written = new ArrayList<>();
    private final List<Call> open = new ArrayList<>();

    Bench() {
        this(Rules.defaults(), new Pacing(PLENTY, PLENTY, PLENTY, PLENTY));
    }

    Bench(Rules rules, Pacing pacing) {
        this.rules = rules;
        this.pacing = pacing;
        desk = new ProvisioningDesk(ledger, rules, pacing);
        desk.open(now);
    }

    static Bench withTenant() {
        var bench = new Bench();
        bench.tenant(new TenantFacts("t1", false, ROOT, 1, 1));
        bench.pass(ApiGate.ACCESS_SPREADS);
        return bench;
    }

    static Desired named(long generation, String name) {
        return new Desired(generation, true, null, name, "companion-s1", PROFILE, "r" + generation);
    }

    static Desired chosen(long generation, String id) {
        return new Desired(generation, true, id, null, "companion-s1", PROFILE, "r" + generation);
    }

    static Desired absent(long generation, Desired before) {
        return new Desired(
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

    void tenant(TenantFacts facts) {
        take(desk.tenant(facts, now));
    }

    void wanted(Desired desired) {
        wanted(SITE, desired);
    }

    void wanted(LinkKey key, Desired desired) {
        take(desk.wanted(key, desired, now));
    }

    void forget() {
        take(desk.forget(SITE, now));
    }

    /** Whether what somebody changes behind a ready link is left so. */
    void watching(boolean on) {
        tenant(new TenantFacts("t1", false, ROOT, 1, 1, on));
    }

    /** @param name null for a package that is gone */
    void packageChanged(String packageId, @Nullable String companyId, @Nullable String name) {
        take(desk.packageChanged("t1", packageId, companyId, name, now));
    }

    void companyChanged(String companyId, boolean usable) {
        take(desk.companyChanged("t1", companyId, usable, now));
    }

    /** GravityZone asks for nothing to be sent for so long, so that links line up. */
    void gravityZoneAsksToWait(Duration time) {
        take(desk.asked("t1", Vendor.GRAVITYZONE, now.plus(time), now));
    }

    /** The poller's calls are answered again. */
    void answeredElsewhere() {
        take(desk.asked("t1", Vendor.GRAVITYZONE, null, now));
    }

    /** The same wish as before, of a newer generation and with what a person decided about the company. */
    static Desired ordered(long generation, Desired before, CompanyOrder order) {
        return new Desired(
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

    /** The process dies and another takes over: only the ledger is left. Calls under way may still be answered. */
    void crash() {
        ledger = ledger.copy();
        desk = new ProvisioningDesk(ledger, rules, pacing);
        desk.open(now);
        take(desk.tick(now));
    }

    /** Lets time pass, tick by tick, until the moment comes. */
    void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var due = desk.nextDue(now).orElse(end);
            var next = due.isAfter(now) ? due : now.plusMillis(1);
            now = next.isBefore(end) ? next : end;
            take(desk.tick(now));
        }
    }

    /** Lets time pass until the only call is planned. */
    Call passToCall() {
        passToCallOfAny();
        return onlyCall();
    }

    /** Lets time pass until calls are under way. */
    void passToCallOfAny() {
        for (var ticks = 0; open.isEmpty() && ticks < 100_000; ticks++) {
            var due = desk.nextDue(now);
            assertThat(due).as("something to wait for").isPresent();
            now = due.get().isAfter(now) ? due.get() : now.plusMillis(1);
            take(desk.tick(now));
        }
    }

    List<Call> openCalls() {
        return List.copyOf(open);
    }

    Call onlyCall() {
        assertThat(open).as("calls under way").hasSize(1);
        return open.getFirst();
    }

    /** The call is under way no more, and nobody will say what came of it. */
    void loses(Call call) {
        open.remove(call);
    }

    void answers(Call call, Answer answer) {
        open.remove(call);
        take(desk.outcome(call.link(), answer.to(call, now), now));
    }

    /** The one call under way is of this kind, and gets this answer. */
    <S extends Step> S expects(Class<S> kind, Answer answer) {
        var call = open.isEmpty() ? passToCall() : onlyCall();
        assertThat(call.step()).isInstanceOf(kind);
        now = now.plusMillis(50);
        answers(call, answer);
        return kind.cast(call.step());
    }

    /** From a company that is in use to a ready link. */
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
        assertThat(bench.report().phase()).isEqualTo(Phase.READY);
        return bench;
    }

    static SeenPackage ourPackage(String id) {
        return new SeenPackage(id, "companion-s1");
    }

    LinkWork work() {
        var work = ledger.work(SITE);
        assertThat(work).isNotNull();
        return work;
    }

    Report report() {
        var report = work().report();
        assertThat(report).isNotNull();
        return report;
    }

    Condition condition(Aspect aspect) {
        return report().conditions().get(aspect.ordinal());
    }

    List<Fact.Type> facts() {
        return written.stream()
                .filter(Emission.Happened.class::isInstance)
                .map(e -> ((Emission.Happened) e).fact().type())
                .toList();
    }

    @Nullable Report lastReported() {
        return written.stream()
                .filter(Emission.Reported.class::isInstance)
                .map(e -> ((Emission.Reported) e).report())
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private void take(List<Emission> emissions) {
        written.addAll(emissions);
        emissions.forEach(emission -> {
            if (emission instanceof Emission.Planned planned) {
                open.add(planned.call());
            }
        });
    }
}
