package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Controller, executor and vendors in a world in which one thing fails, once: the first call of a kind that is planned
 * after {@link #arm()} meets a {@link Fault}.
 */
final class CrashWorld {

    /** How far the call had come. */
    enum Point {
        BEFORE_INTENT("before the intent"),
        INTENT_UNDONE("intent not acknowledged"),
        AFTER_INTENT("after the intent"),
        SENT("sent and not applied"),
        APPLIED("applied and not answered"),
        ANSWERED("answered and not recorded"),
        RECORDED("recorded");

        final String words;

        Point(String words) {
            this.words = words;
        }
    }

    /** Which owner continues. */
    enum Owner {
        SAME("same owner"),
        NEW("new owner"),
        OLD_ALIVE("old owner alive");

        final String words;

        Owner(String words) {
            this.words = words;
        }
    }

    /** @param dies the number of the transaction after which the owner dies if it never comes to the intent */
    record Fault(StepKind kind, Point point, Owner owner, int dies) {}

    private record Event(Instant at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            var byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private record Life(MemoryStores stores, Ledger ledger, ProvisioningController controller) {}

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration VENDOR_TAKES = Duration.ofMillis(50);
    private static final Duration OUTCOME_TAKES = Duration.ofMillis(20);
    private static final Duration TAKEOVER = Duration.ofSeconds(5);
    private static final Duration UNAWARE = Duration.ofMinutes(5);
    private static final Duration MOMENT = Duration.ofMillis(1);

    final Rules rules = Rules.defaults();
    final FakeVendors vendors = new FakeVendors();
    final Map<LinkKey, LinkSpec> specs = new TreeMap<>();
    final Map<LinkKey, LinkStatus> statuses = new HashMap<>();
    final List<Emission.EventOccurred> occurred = new ArrayList<>();

    /** Calls whose intents were stored, in order. */
    final List<Call> calls = new ArrayList<>();

    private final @Nullable Fault fault;
    private final StepKind kind;
    private final Map<StepKind, Integer> reached = new EnumMap<>(StepKind.class);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private @Nullable Life owner;
    private @Nullable Life fenced;
    private boolean armed;
    private boolean struck;
    private boolean taken;
    private int transactions;
    private long order;

    /** The number of the transaction in which the call was planned; 0 before. */
    int plannedIn;

    /** Number of emissions of the old owner that were refused because it had been replaced. */
    int refused;

    Instant now = Instant.parse("2026-11-21T12:00:00Z");

    /** @param fault null for a world in which nothing fails */
    CrashWorld(StepKind kind, @Nullable Fault fault) {
        this.kind = kind;
        this.fault = fault;
        owner = life(new MemoryStores());
    }

    void arm() {
        armed = true;
        dieIfDue();
    }

    void tenant() {
        arrives(controller -> controller.on(
                new ProvisioningInput.TenantChanged(new TenantSettings("t1", false, Bench.ROOT, 1, 1)), now));
    }

    void change(LinkKey site, LinkSpec spec) {
        specs.put(site, spec);
        arrives(controller -> controller.on(new ProvisioningInput.LinkChanged(site, spec), now));
    }

    /** How many calls of the kind the vendor has received. */
    int reached(StepKind of) {
        return reached.getOrDefault(of, 0);
    }

    LinkState state(LinkKey site) {
        assertThat(owner).isNotNull();
        var state = owner.stores().state(site);
        assertThat(state).isNotNull();
        return state;
    }

    void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var due = Stream.of(dueAt(owner, end), dueAt(fenced, end))
                    .min(Instant::compareTo)
                    .orElse(end);
            var next = events.peek();
            if (next != null && !next.at().isAfter(due)) {
                events.poll();
                now = next.at().isAfter(now) ? next.at() : now;
                next.action().run();
            } else {
                now = due.isAfter(now) ? due : now.plus(MOMENT);
                tick();
            }
            invariants();
        }
    }

    private Instant dueAt(@Nullable Life life, Instant end) {
        return life == null ? end : life.controller().nextDue(now).orElse(end);
    }

    private void tick() {
        if (fenced != null && !dueAt(fenced, Instant.MAX).isAfter(now)) {
            refused += fenced.controller().tick(now).size();
            fenced.ledger().commit();
        }
        if (owner != null) {
            transact(controller -> controller.tick(now));
        }
    }

    private void at(Instant when, Runnable action) {
        events.add(new Event(when, order++, action));
    }

    private void in(Duration later, Runnable action) {
        at(now.plus(later), action);
    }

    private Life life(MemoryStores stores) {
        var ledger = new Ledger(stores);
        var controller = new ProvisioningController(ledger, rules, Pacing.defaults());
        controller.open(now);
        return new Life(stores, ledger, controller);
    }

    /** Every process that believes to be the owner reads it. */
    private void arrives(Function<ProvisioningController, List<Emission>> input) {
        if (fenced != null) {
            refused += input.apply(fenced.controller()).size();
            fenced.ledger().commit();
        }
        transact(input);
    }

    /** What the owner decides is stored and published, or none of it; an input without an owner waits for one. */
    private void transact(Function<ProvisioningController, List<Emission>> input) {
        if (owner == null) {
            in(MOMENT.multipliedBy(100), () -> transact(input));
            return;
        }
        var emissions = input.apply(owner.controller());
        if (strikes(Point.INTENT_UNDONE)
                && emissions.stream()
                        .anyMatch(e -> e instanceof Emission.CallPlanned planned && target(planned.call()))) {
            struck = true;
            passOn(owner.stores().copy());
            in(MOMENT, () -> transact(input));
            return;
        }
        owner.ledger().commit();
        transactions++;
        emissions.forEach(this::take);
        dieIfDue();
    }

    private boolean strikes(Point point) {
        return fault != null && fault.point() == point && armed && !struck;
    }

    private boolean target(Call call) {
        return armed && call.step().kind() == kind;
    }

    private void dieIfDue() {
        if (strikes(Point.BEFORE_INTENT) && fault != null && fault.dies() == transactions) {
            struck = true;
            die();
        }
    }

    private void die() {
        assertThat(owner).isNotNull();
        passOn(owner.stores().copy());
    }

    /** Only what was committed is left. */
    private void passOn(MemoryStores stores) {
        assertThat(taken).as("one fault only").isFalse();
        taken = true;
        switch (fault == null ? Owner.SAME : fault.owner()) {
            case SAME -> owner = life(stores);
            case NEW -> {
                owner = null;
                in(TAKEOVER, () -> owner = life(stores));
            }
            case OLD_ALIVE -> {
                fenced = owner;
                owner = life(stores);
                in(UNAWARE, () -> fenced = null);
            }
        }
    }

    private void take(Emission emission) {
        switch (emission) {
            case Emission.CallPlanned(var call, var _, var _, var _) -> {
                calls.add(call);
                if (target(call) && plannedIn == 0) {
                    plannedIn = transactions;
                }
                if (fault != null && target(call) && !struck) {
                    struck = true;
                    strike(call, fault);
                } else {
                    carryOut(call);
                }
            }
            case Emission.StatusChanged(var link, var status, var _, var _, var _) -> statuses.put(link, status);
            case Emission.EventOccurred happened -> occurred.add(happened);
            default -> {}
        }
    }

    /** The call runs undisturbed. */
    private void carryOut(Call call) {
        in(VENDOR_TAKES, () -> answered(call, reaches(call), now.plus(OUTCOME_TAKES)));
    }

    private Answer reaches(Call call) {
        reached.merge(call.step().kind(), 1, Integer::sum);
        return vendors.handle(call, now);
    }

    private void answered(Call call, Answer answer, Instant deliveredAt) {
        var outcome = answer.to(call, now);
        at(
                deliveredAt,
                () -> arrives(controller -> controller.on(new ProvisioningInput.CallEnded(call.link(), outcome), now)));
    }

    private void givesUp(Call call, Instant when) {
        var answer = call.step().kind().effect() ? Answer.lost() : Answer.refused(Reason.UNAVAILABLE);
        at(when, () -> answered(call, answer, now.plus(OUTCOME_TAKES)));
    }

    private void strike(Call call, Fault met) {
        switch (met.owner()) {
            case SAME -> strikeOutside(call, met.point());
            case NEW -> strikeDown(call, met.point());
            case OLD_ALIVE -> strikeAside(call, met.point());
        }
    }

    /** The owner lives; the executor, the vendor or the network between them fails. */
    private void strikeOutside(Call call, Point point) {
        switch (point) {
            case BEFORE_INTENT, INTENT_UNDONE, RECORDED -> carryOut(call);
            case AFTER_INTENT -> {}
            case SENT -> givesUp(call, now.plus(CALL_TIMEOUT));
            case APPLIED -> {
                in(Duration.ofSeconds(1), () -> reaches(call));
                givesUp(call, now.plus(CALL_TIMEOUT));
            }
            case ANSWERED -> in(VENDOR_TAKES, () -> reaches(call));
        }
    }

    /** The process dies, and the answer to its running call is lost. */
    private void strikeDown(Call call, Point point) {
        var second = Duration.ofSeconds(1);
        switch (point) {
            case BEFORE_INTENT, INTENT_UNDONE -> carryOut(call);
            case AFTER_INTENT -> in(MOMENT, this::die);
            case SENT -> in(second, this::die);
            case APPLIED -> {
                in(second, this::die);
                in(Duration.ofSeconds(15), () -> reaches(call));
            }
            case ANSWERED -> {
                in(VENDOR_TAKES, () -> reaches(call));
                in(second, this::die);
            }
            case RECORDED -> {
                carryOut(call);
                in(VENDOR_TAKES.plus(OUTCOME_TAKES).plus(MOMENT), this::die);
            }
        }
    }

    /** Another owner takes over, and the call runs as late as it may. */
    private void strikeAside(Call call, Point point) {
        var lastStart = call.deadline().minus(CALL_TIMEOUT);
        var lastMoment = call.deadline().minus(MOMENT);
        in(Duration.ofSeconds(1), this::die);
        switch (point) {
            case BEFORE_INTENT, INTENT_UNDONE -> throw new IllegalStateException("the intent was never stored");
            case AFTER_INTENT -> at(lastStart.plus(MOMENT), () -> answered(call, Answer.refused(Reason.TOO_LATE), now));
            case SENT -> givesUp(call, call.deadline());
            case APPLIED -> {
                givesUp(call, call.deadline());
                at(call.deadline().plus(rules.unknownGrace()).minus(MOMENT), () -> reaches(call));
            }
            case ANSWERED -> at(lastMoment, () -> reaches(call));
            case RECORDED -> {
                var late = call.deadline().plus(rules.deadlineGrace()).plusSeconds(3);
                at(lastMoment, () -> answered(call, reaches(call), late));
            }
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

    List<ProvisioningEvent.Type> factsOf(LinkKey site) {
        return occurred.stream()
                .filter(happened -> happened.link().equals(site))
                .map(happened -> happened.event().type())
                .toList();
    }
}
