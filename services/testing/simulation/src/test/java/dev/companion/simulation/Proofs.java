package dev.companion.simulation;

import static dev.companion.simulation.Violation.unless;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** When a read of a vendor last showed that something did not exist: nothing may be created without such a proof. */
final class Proofs {

    /** A proof is valid for a minute; the call that relies on it starts and takes effect a while later. */
    private static final Duration LASTS = Duration.ofSeconds(60 + 10 + 15 + 2);

    private final Timeline timeline;
    private final Map<String, Instant> absences = new HashMap<>();

    Proofs(Timeline timeline) {
        this.timeline = timeline;
    }

    void looked(List<String> names, World world) {
        for (var name : names) {
            if (world.gravityZone.companies().stream()
                    .noneMatch(company -> company.face().name().equalsIgnoreCase(name))) {
                absences.put(name.toLowerCase(Locale.ROOT), timeline.now());
            }
        }
    }

    void looked(Step.FindPackage find, World world) {
        if (!world.gravityZone.lists(find.companyId(), find.packageName())) {
            absences.put(find.companyId() + find.packageName(), timeline.now());
        }
    }

    void needed(String target, Call call) {
        var seenAbsent = absences.get(target);
        unless(
                seenAbsent != null && !timeline.now().isAfter(seenAbsent.plus(LASTS)),
                "nothing is created without a fresh look",
                () -> call + " looked at " + seenAbsent);
    }
}
