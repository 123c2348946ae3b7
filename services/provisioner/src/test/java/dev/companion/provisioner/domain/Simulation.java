package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.Report.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A day in the life of the desk in a hostile world, replayed exactly by its seed: calls that are never begun, begin
 * late, take effect late, are not answered, or answered twice or too late; transactions that are undone; owners that
 * die while their calls go on; people who change their minds. For ten minutes; then everything works, and all must come
 * to its end.
 */
final class Simulation {

    private static final Duration TROUBLE = Duration.ofMinutes(10);
    private static final Duration CALM = Duration.ofMinutes(40);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final int SITES = 8;
    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    private record Event(Instant at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            var byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final Random random;
    private final Rules rules = Rules.defaults();
    private final Pacing pacing = Pacing.defaults();
    private final FakeVendors vendors = new FakeVendors();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<LinkKey, Desired> wishes = new HashMap<>();
    private final Map<LinkKey, Report> reports = new HashMap<>();
    private final List<String> journal = new ArrayList<>();
    private MapLedger ledger = new MapLedger();
    private ProvisioningDesk desk = new ProvisioningDesk(ledger, rules, pacing);
    private Instant now = BEGIN;
    private long order;
    private long lives;
    int calls;

    Simulation(long seed) {
        random = new Random(seed);
    }

    void run() {
        vendors.takenElsewhere.add("Foreign");
        vendors.exists("x1", "Existing One");
        vendors.exists("x2", "Existing Two");
        deliverTenant();
        for (var i = 0; i < SITES; i++) {
            var site = new LinkKey("t1", "s" + i);
            at(within(Duration.ofMinutes(2)), () -> wish(site));
            at(within(TROUBLE), () -> wish(site));
        }
        for (var i = 0; i < 6; i++) {
            at(within(TROUBLE), this::die);
        }
        goOnUntil(BEGIN.plus(TROUBLE).plus(CALM));
        ended();
    }

    private void goOnUntil(Instant end) {
        while (now.isBefore(end)) {
            var due = desk.nextDue(now).orElse(end);
            var next = events.peek();
            if (next != null && !next.at().isAfter(due)) {
                events.poll();
                now = next.at().isAfter(now) ? next.at() : now;
                next.action().run();
            } else {
                now = due.isAfter(now) ? due : now.plusMillis(1);
                transact(() -> desk.tick(now));
            }
            invariants();
        }
    }

    private boolean trouble() {
        return now.isBefore(BEGIN.plus(TROUBLE));
    }

    private boolean chance(double probability) {
        return trouble() && random.nextDouble() < probability;
    }

    private Duration within(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    private void at(Duration later, Runnable action) {
        events.add(new Event(now.plus(later), order++, action));
    }

    /** Somebody wants something of a site; or, when it is taken apart, the wish itself goes. */
    private void wish(LinkKey site) {
        var before = wishes.get(site);
        var generation = before == null ? 1 : before.generation() + 1;
        var pick = random.nextInt(10);
        var name = pick == 9 ? "Foreign" : "Company " + (pick < 7 ? site.siteUid() : "shared");
        var fresh = new Desired(
                generation,
                true,
                pick == 8 ? "x" + (1 + random.nextInt(2)) : null,
                pick == 8 ? null : name,
                "companion-" + site.siteUid(),
                Bench.PROFILE,
                "r" + lives++);
        var desired =
                before != null && before.present() && random.nextInt(3) == 0 ? Bench.absent(generation, before) : fresh;
        journal.add(now + " wish " + site + " " + desired);
        wishes.put(site, desired);
        deliverWish(site, desired);
        if (chance(0.3)) {
            at(within(Duration.ofSeconds(30)), () -> deliverWish(site, desired));
        }
    }

    private void deliverTenant() {
        if (!transact(() -> desk.tenant(new TenantFacts("t1", false, Bench.ROOT, 1, 1), now))) {
            at(Duration.ofMillis(500), this::deliverTenant);
        }
    }

    private void deliverWish(LinkKey site, Desired desired) {
        if (!transact(() -> desk.wanted(site, desired, now))) {
            at(Duration.ofMillis(500), () -> deliverWish(site, desired));
        }
    }

    private void die() {
        journal.add(now + " owner dies");
        reopen();
    }

    private void reopen() {
        ledger = ledger.copy();
        desk = new ProvisioningDesk(ledger, rules, pacing);
        desk.open(now);
    }

    /** One transaction: what is decided is stored and published, or nothing of it is and the owner starts anew. */
    private boolean transact(Supplier<List<Emission>> decision) {
        var before = ledger.copy();
        var emissions = decision.get();
        if (chance(0.01)) {
            journal.add(now + " transaction undone");
            ledger = before;
            reopen();
            return false;
        }
        for (var emission : emissions) {
            switch (emission) {
                case Emission.Planned planned -> carryOut(planned.call());
                case Emission.Reported reported -> report(reported);
                case Emission.Forgotten(var link) -> reports.remove(link);
                default -> {}
            }
        }
        return true;
    }

    private void report(Emission.Reported reported) {
        journal.add(now + " " + reported.link() + " " + reported.report().phase() + " "
                + reported.report().conditions().stream()
                        .map(Report.Condition::reason)
                        .toList());
        reports.put(reported.link(), reported.report());
    }

    /** What the executor and the vendor make of a call. */
    private void carryOut(Call call) {
        calls++;
        journal.add(now + " call " + call.step() + " for " + call.link() + " " + call.callId());
        if (chance(0.04)) {
            return; // the executor died before it began
        }
        at(chance(0.1) ? within(Duration.ofSeconds(25)) : Duration.ofMillis(5), () -> begin(call));
    }

    private void begin(Call call) {
        if (now.isAfter(call.deadline().minus(CALL_TIMEOUT))) {
            outcome(call, Answer.refused(Outcome.Reason.TOO_LATE));
        } else if (chance(0.05)) {
            outcome(call, Answer.limited(Duration.ofSeconds(random.nextInt(20))));
        } else if (chance(0.08)) {
            outcome(call, Answer.refused(Outcome.Reason.UNAVAILABLE));
        } else if (chance(0.05)) {
            unanswered(call); // sent, and not applied
        } else if (chance(0.15)) {
            // Sent, applied some time, and the answer lost: the vendor may take a while longer than the client waits.
            at(within(Duration.ofSeconds(25)), () -> vendors.handle(call, now));
            unanswered(call);
        } else {
            at(Duration.ofMillis(50 + random.nextInt(300)), () -> outcome(call, vendors.handle(call, now)));
        }
    }

    private void unanswered(Call call) {
        if (chance(0.5)) {
            return; // the executor died as well
        }
        var answer = call.step().kind().effect() ? Answer.lost() : Answer.refused(Outcome.Reason.UNAVAILABLE);
        at(within(CALL_TIMEOUT), () -> outcome(call, answer));
    }

    private void outcome(Call call, Answer answer) {
        if (chance(0.03)) {
            return; // answered and not recorded
        }
        var outcome = answer.to(call, now);
        var delay = chance(0.05) ? within(Duration.ofSeconds(70)) : Duration.ofMillis(20);
        at(delay, () -> deliver(call, outcome));
        if (chance(0.1)) {
            at(within(Duration.ofSeconds(90)), () -> deliver(call, outcome));
        }
    }

    private void deliver(Call call, Outcome outcome) {
        journal.add(now + " outcome " + call.callId() + " " + outcome.verdict() + " " + outcome.reason());
        if (!transact(() -> desk.outcome(call.link(), outcome, now))) {
            at(Duration.ofMillis(500), () -> deliver(call, outcome));
        }
    }

    private void invariants() {
        assertThat(vendors.companies.stream().map(company -> company.name().toLowerCase()))
                .as("never two companies of one name")
                .doesNotHaveDuplicates();
        assertThat(vendors.packages.stream().map(pkg -> pkg.companyId() + pkg.name()))
                .as("never two packages of one name in a company")
                .doesNotHaveDuplicates();
        assertThat(vendors.variables.values())
                .as("never two variables at a site")
                .allMatch(variables -> variables.size() <= 1);
    }

    private void ended() {
        wishes.forEach((site, desired) -> {
            var report = reports.get(site);
            assertThat(report).as("report on %s", site).isNotNull();
            assertThat(report.generation()).as("generation of %s", site).isEqualTo(desired.generation());
            if (!desired.present()) {
                assertThat(report.phase()).as("phase of %s", site).isEqualTo(Phase.REMOVED);
                assertThat(vendors.variablesOf(site))
                        .as("variables of %s", site)
                        .isEmpty();
            } else if (report.phase() == Phase.READY) {
                ready(site, desired, report);
            } else {
                assertThat(report.phase()).as("phase of %s: %s", site, report).isEqualTo(Phase.ATTENTION);
                justified(site, desired, report);
            }
        });
        assertThat(vendors.companies)
                .as("every company made is on record with the link it was made for")
                .allMatch(made -> made.by().equals(FakeVendors.NOBODY)
                        || ledger.work(made.by()).made().stream()
                                .anyMatch(known -> known.id().equals(made.id())));
    }

    private void ready(LinkKey site, Desired desired, Report report) {
        var company = vendors.companies.stream()
                .filter(made -> made.id().equals(report.companyId()))
                .findFirst()
                .orElseThrow();
        if (desired.companyId() != null) {
            assertThat(company.id()).isEqualTo(desired.companyId());
        } else {
            assertThat(company.name()).isEqualTo(desired.companyName());
            assertThat(company.by()).as("owner of the company of %s", site).isEqualTo(site);
        }
        var pkg = vendors.packages.stream()
                .filter(made -> made.id().equals(report.packageId()))
                .findFirst()
                .orElseThrow();
        assertThat(pkg.companyId()).isEqualTo(company.id());
        assertThat(vendors.variablesOf(site))
                .extracting(Outcome.SeenVariable::value)
                .containsExactly(vendors.linkOf(pkg));
    }

    /** A link may stand still only for a reason that the world bears out. */
    private void justified(LinkKey site, Desired desired, Report report) {
        var reason = report.conditions().getFirst().reason();
        switch (reason) {
            case NAME_TAKEN_ELSEWHERE -> assertThat(vendors.takenElsewhere).contains(desired.companyName());
            case NAME_EXISTS_HERE ->
                assertThat(vendors.companies)
                        .as("another's company of the name that %s wants", site)
                        .anyMatch(made -> made.name().equalsIgnoreCase(desired.companyName())
                                && !made.by().equals(site));
            case COMPANY_NOT_USABLE ->
                assertThat(wishes.entrySet())
                        .as("another site with the company that %s wants", site)
                        .anyMatch(other -> !other.getKey().equals(site)
                                && desired.companyId() != null
                                && desired.companyId().equals(other.getValue().companyId()));
            default -> assertThat(reason).as("reason of %s", site).isEqualTo(Report.Reason.NAME_EXISTS_HERE);
        }
    }

    String journal() {
        return String.join("\n", journal);
    }
}
