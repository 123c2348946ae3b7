package dev.companion.operations.domain.check;

import dev.companion.operations.domain.Difference;
import dev.companion.operations.domain.Plan;
import java.util.List;

/** What differs from the catalogue is a fault; what a person may have wanted is a warning. */
public final class PlanRules {

    private PlanRules() {}

    public static List<Finding> of(Plan plan) {
        return plan.differences().stream()
                .map(difference -> finding(plan.of(), difference))
                .toList();
    }

    private static Finding finding(String of, Difference difference) {
        var apply = "companion admin %s apply".formatted(of);
        var typed = String.join("; ", difference.commands());
        var mend =
                switch (difference.mend()) {
                    case APPLY -> typed.isEmpty() || typed.equals(apply) ? apply : apply + ", or " + typed;
                    case PERSON -> typed;
                    case REFUSED -> typed.isEmpty() ? "as the finding says; no command mends it" : typed;
                };
        var level = difference.mend() == Difference.Mend.PERSON ? Finding.Level.WARNING : Finding.Level.FAULT;
        return new Finding(level, of, difference.subject(), difference.text(), "as the catalogue says", mend);
    }
}
