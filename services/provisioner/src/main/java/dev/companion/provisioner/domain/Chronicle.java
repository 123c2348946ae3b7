package dev.companion.provisioner.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the desk has decided to say since it was last asked, in order and numbered. */
final class Chronicle {

    private final Rules rules;
    private List<Emission> emissions = new ArrayList<>();

    Chronicle(Rules rules) {
        this.rules = rules;
    }

    void add(Emission emission) {
        emissions.add(emission);
    }

    void addAll(List<Emission> more) {
        emissions.addAll(more);
    }

    /** Everything said since the last time, which is forgotten here. */
    List<Emission> take() {
        var out = emissions;
        emissions = new ArrayList<>();
        return out;
    }

    /** Says what is new of a link, and answers the link that remembers having said it. */
    LinkWork tell(LinkWork work, List<Fact> facts, @Nullable TenantFacts tenant, Instant now) {
        var key = work.key();
        var report = Reporter.of(work, tenant, now, rules);
        var all = new ArrayList<>(facts);
        milestone(work, report).ifPresent(all::add);
        var sequence = work.revision();
        for (var fact : all) {
            sequence = next(sequence, now);
            emissions.add(new Emission.Happened(
                    key, report.generation(), fact, work.desired().requestId(), sequence));
        }
        if (!report.equals(work.report())) {
            sequence = next(sequence, now);
            emissions.add(new Emission.Reported(key, report, work.desired().requestId(), sequence));
        }
        var last = sequence;
        return work.change(c -> {
            c.report = report;
            c.readyIn = report.phase() == Report.Phase.READY ? report.generation() : c.readyIn;
            c.revision = last;
        });
    }

    private static Optional<Fact> milestone(LinkWork work, Report report) {
        if (work.phaseIs(report.phase())) {
            return Optional.empty();
        }
        var reason = report.conditions().stream()
                .filter(condition ->
                        condition.reason().needsSomebody() || condition.reason() == Report.Reason.OUTCOME_UNKNOWN)
                .findFirst()
                .map(Report.Condition::message);
        return switch (report.phase()) {
            case READY -> Optional.of(fact(Fact.Type.LINK_READY, report, null));
            case ATTENTION -> Optional.of(fact(Fact.Type.LINK_STALLED, report, reason.orElse(null)));
            case REMOVED ->
                Optional.of(fact(
                        Fact.Type.LINK_REMOVED,
                        report,
                        work.inDoubt() ? "A creation for it stayed in doubt; look for it in GravityZone." : null));
            case WORKING, REMOVING -> Optional.empty();
        };
    }

    private static Fact fact(Fact.Type type, Report report, @Nullable String detail) {
        return new Fact(type, report.companyId(), report.packageId(), detail);
    }

    /** Grows by at least one, and beyond what any earlier life of the same key had reached. */
    static long next(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }
}
