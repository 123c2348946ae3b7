package dev.companion.simulation;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.simulation.SimulatedLog.Entry;
import dev.companion.simulation.SimulatedLog.Strand;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads intents from the log and makes each call once: the position is committed before the call starts, and no call
 * starts that could outlive its deadline. What the caller, the network or the vendor does to a call on its way is
 * decided here.
 */
final class Caller {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    /** How long after it was sent a call without an answer may take effect. */
    private static final Duration EFFECT_LATE = Duration.ofSeconds(15);

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Timeline timeline;
    private final SimulatedLog log;
    private final World world;
    private final Weather weather;
    private final Watch watch;
    private final Set<Flaw> flaws;
    private final Map<Strand, Integer> claimed = new TreeMap<>();
    private int calls;

    Caller(Timeline timeline, SimulatedLog log, World world, Weather weather, Watch watch, Set<Flaw> flaws) {
        this.timeline = timeline;
        this.log = log;
        this.world = world;
        this.weather = weather;
        this.watch = watch;
        this.flaws = flaws;
        log.tell((strand, _) -> {
            if (strand.topic() == Topic.INTENTS) {
                timeline.after(pause(), () -> claim(strand));
            }
        });
    }

    int calls() {
        return calls;
    }

    private Duration pause() {
        return timeline.mishap(0.03) ? timeline.within(Duration.ofSeconds(40)) : timeline.within(MOMENT);
    }

    /** Claims the next intent of a link for good, whatever happens to it. */
    private void claim(Strand strand) {
        var next = claimed.getOrDefault(strand, 0);
        if (next >= log.end(strand)) {
            return;
        }
        if (timeline.mishap(0.02)) {
            timeline.note(() -> "caller lost " + strand.key() + " before its claim; another comes");
            timeline.after(timeline.within(Duration.ofSeconds(10)), () -> claim(strand));
            return;
        }
        claimed.put(strand, next + 1);
        var call = (Call) log.read(strand, next).value();
        if (call == null || timeline.mishap(0.03)) {
            timeline.note(() -> "caller died before " + call);
            return;
        }
        // A process that was halted between claim and call continues where it was.
        timeline.after(
                timeline.mishap(0.05) ? timeline.within(Duration.ofSeconds(50)) : timeline.within(MOMENT),
                () -> begin(call));
        if (flaws.contains(Flaw.CALLS_TWICE) && timeline.mishap(0.05)) {
            timeline.after(timeline.within(Duration.ofSeconds(5)), () -> begin(call));
        }
    }

    private void begin(Call call) {
        if (timeline.now().isAfter(call.deadline().minus(CALL_TIMEOUT))
                && !flaws.contains(Flaw.CALLS_AFTER_THE_DEADLINE)) {
            answer(call, Reply.refused(Reason.TOO_LATE));
            return;
        }
        calls++;
        watch.called(call);
        timeline.note(() -> "call " + call.callId() + " " + call.link() + " " + call.step());
        var delicate = call.step() instanceof Step.CreateCompany || call.step() instanceof Step.WriteVariable;
        var spells = weather.over(call.step().kind().vendor());
        if (!spells.isEmpty()) {
            later(call, spell(call, spells.getFirst()));
        } else if (timeline.mishap(0.03)) {
            later(call, Reply.limited(timeline.within(Duration.ofSeconds(timeline.coin(0.35) ? 150 : 20))));
        } else if (timeline.mishap(0.04)) {
            later(call, Reply.refused(Reason.UNAVAILABLE));
        } else if (timeline.mishap(0.01)) {
            later(call, Reply.refused(Reason.CONFLICT));
        } else if (timeline.mishap(delicate ? 0.12 : 0.04)) {
            unanswered(call); // sent, and not applied
        } else if (timeline.mishap(delicate ? 0.2 : 0.12)) {
            timeline.after(timeline.within(EFFECT_LATE), () -> world.handle(call));
            unanswered(call);
        } else {
            timeline.after(thinks(), () -> {
                var reply = world.handle(call);
                answer(call, isList(call.step()) && timeline.mishap(0.04) ? reply.cutOff() : reply);
            });
        }
    }

    private Duration thinks() {
        return timeline.between(Duration.ofMillis(40), Duration.ofMillis(timeline.mishap(0.08) ? 12_000 : 400));
    }

    private static boolean isList(Step step) {
        return step instanceof Step.FindCompanyByName
                || step instanceof Step.FindCompanies
                || step instanceof Step.FindPackage;
    }

    private Reply spell(Call call, Weather.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> timeline.coin(0.5) ? Reply.refused(Reason.UNAVAILABLE) : noUsableAnswer(call);
            case MAINTENANCE_PAGE -> noUsableAnswer(call);
            case RATE_LIMITED -> Reply.limited(timeline.between(Duration.ofSeconds(1), Duration.ofMinutes(3)));
            case NOT_PERMITTED -> Reply.refused(Reason.PERMISSION);
        };
    }

    private static Reply noUsableAnswer(Call call) {
        return call.step().kind().effect() ? Reply.lost() : Reply.refused(Reason.UNAVAILABLE);
    }

    private void unanswered(Call call) {
        if (timeline.coin(0.5)) {
            timeline.note(() -> "caller died during " + call.callId());
            return;
        }
        timeline.after(timeline.within(CALL_TIMEOUT), () -> answer(call, noUsableAnswer(call)));
    }

    private void later(Call call, Reply reply) {
        timeline.after(timeline.within(Duration.ofMillis(300)), () -> answer(call, reply));
    }

    private void answer(Call call, Reply reply) {
        if (timeline.mishap(0.03)) {
            timeline.note(() -> "answered and not recorded: " + call.callId());
            return;
        }
        var outcome = reply.to(call, timeline.now());
        timeline.after(
                timeline.mishap(0.08) ? timeline.within(Duration.ofSeconds(70)) : timeline.within(MOMENT),
                () -> publish(call, outcome));
        if (timeline.mishap(0.06)) {
            timeline.after(timeline.within(Duration.ofSeconds(90)), () -> publish(call, outcome));
        }
    }

    private void publish(Call call, Outcome outcome) {
        timeline.note(() -> "outcome " + call.callId() + " " + outcome.verdict() + " " + outcome.reason());
        log.append(new Entry(Topic.OUTCOMES, call.link().siteUid(), outcome));
    }
}
