package dev.companion.console.domain.plan;

/**
 * How far a plan is. Only an OPEN one can be changed.
 *
 * <p>UNCONFIRMED: it was applied, and the message log has not confirmed that; applying it again sends the same request,
 * which is carried out once. STALE: something changed between planning and applying, so nothing was done.
 */
public enum PlanState {
    OPEN,
    UNCONFIRMED,
    APPLIED,
    STALE,
    EXPIRED
}
