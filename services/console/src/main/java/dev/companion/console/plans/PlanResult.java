package dev.companion.console.plans;

import dev.companion.console.domain.plan.Plan;
import java.time.Duration;

/** What became of making, changing or applying a plan. */
public sealed interface PlanResult {

    /** It was made or changed. */
    record Done(Plan plan) implements PlanResult {}

    /** It is applied by this task, which is the same however often it is applied. */
    record Applied(String taskId) implements PlanResult {}

    /** It is not open any more. */
    record Ended(Plan plan) implements PlanResult {}

    /** Something changed since it was made. */
    record Stale(Plan plan) implements PlanResult {}

    /** It was changed since it was read. */
    record Changed(Plan plan) implements PlanResult {}

    /** It changes nothing. */
    record Empty() implements PlanResult {}

    /** There is none with this id. */
    record Missing() implements PlanResult {}

    /** The selection has no site. */
    record NoSites() implements PlanResult {}

    /** The selection has too many sites. */
    record TooManySites(int count) implements PlanResult {}

    /** Too many plans were made. */
    record TooOften(Duration after) implements PlanResult {}
}
