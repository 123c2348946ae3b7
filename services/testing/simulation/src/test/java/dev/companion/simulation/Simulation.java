package dev.companion.simulation;

import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Some hours of both services in a hostile world, replayed exactly by its seed. There is trouble first; then everything
 * works, people ask for nothing more, and everything must settle.
 */
final class Simulation {

    static final String TENANT = "t1";
    static final PackageProfile PROFILE = PackageProfile.INITIAL;
    private static final Duration CALM = Duration.ofMinutes(50);

    /** Many times what a history takes. */
    private static final int TURNS_MAX = 100_000;

    private final Timeline timeline;
    private final Duration trouble;
    private final Watch watch;
    private final World world;
    private final Caller caller;
    private final StreamTask<MapperState> mapper;
    private final StreamTask<ProvisionerState> provisioner;

    /** @param flaws rules that the shell breaks; empty for what is built */
    Simulation(long seed, Set<Flaw> flaws) {
        this(seed, flaws, seed % 3 == 2);
    }

    /** @param resets whether the tenant is reset at random moments, and set up again */
    Simulation(long seed, Set<Flaw> flaws, boolean resets) {
        // Sometimes long enough for an outage of an hour.
        trouble = Duration.ofMinutes(seed % 5 == 4 ? 75 : 20);
        timeline = new Timeline(seed, trouble);
        var log = new SimulatedLog();
        watch = new Watch(timeline, log);
        var others = new Others(timeline, log);
        world = new World(timeline, others, watch);
        caller = new Caller(timeline, log, world, new Weather(timeline, trouble), watch, flaws);
        mapper = new StreamTask<>(
                "mapper",
                timeline,
                log,
                List.of(
                        Topic.REQUESTS,
                        Topic.SITES,
                        Topic.COMPANIES,
                        Topic.LINK_STATUSES,
                        Topic.CLAIM_ANSWERS,
                        Topic.ERASURES),
                flaws,
                new MapperState(),
                (committed, output) -> new MapperOwner(committed, output, timeline.now()),
                watch::mapped);
        provisioner = new StreamTask<>(
                "provisioner",
                timeline,
                log,
                List.of(Topic.LINKS, Topic.LINK_MARKS, Topic.TENANTS, Topic.COMPANIES, Topic.OUTCOMES),
                flaws,
                new ProvisionerState(),
                (ledger, output) -> new ProvisionerOwner(ledger, output, timeline.now()),
                watch::provisioned);
        new Strangers(timeline, others, world, provisioner::committedState).begin(trouble);
        var people = new People(timeline, log, world, watch, mapper::committedState);
        people.begin(trouble, others);
        if (resets) {
            people.resetNowAndThen(trouble);
        }
        for (var i = 0; i < 9; i++) {
            timeline.after(timeline.within(trouble), provisioner::loseOwner);
            timeline.after(timeline.within(trouble), mapper::loseOwner);
        }
    }

    void run() {
        var end = Timeline.BEGIN.plus(trouble).plus(CALM);
        for (var turns = 0; timeline.now().isBefore(end); turns++) {
            Violation.unless(turns < TURNS_MAX, "work ends", timeline::now);
            var due = provisioner.nextDueOr(mapper.nextDueOr(end));
            var next = timeline.nextOr(end);
            if (next.isAfter(due)) {
                // A timer is never set for the same time again.
                timeline.goTo(due.isAfter(timeline.now()) ? due : timeline.now().plusMillis(1));
                tickWhoIsDue();
            } else {
                timeline.goTo(next);
            }
        }
        new Reckoning(world, watch, mapper.committedState(), provisioner.committedState()).settled();
    }

    private void tickWhoIsDue() {
        var after = timeline.now().plusNanos(1);
        if (provisioner.nextDueOr(after).isBefore(after)) {
            provisioner.tick();
        }
        if (mapper.nextDueOr(after).isBefore(after)) {
            mapper.tick();
        }
    }

    int calls() {
        return caller.calls();
    }

    long events() {
        return timeline.eventsRan();
    }

    List<String> journal() {
        return timeline.journal();
    }
}
