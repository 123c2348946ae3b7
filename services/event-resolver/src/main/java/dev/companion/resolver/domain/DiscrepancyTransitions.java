package dev.companion.resolver.domain;

import java.util.Optional;

/**
 * The life of a discrepancy. An empty cell refuses the event, the same state means that nothing moves. ARCHITECTURE.md
 * holds a drawing of it, which is made from this table.
 *
 * <pre>
 *              SEEN       SEEN_ANEW  GONE       ORDERED    RESTED     KEPT    ORDER_FAILED  REST_ENDED
 * NEVER_SEEN   OPEN       OPEN       NEVER_SEEN -          -          -       -             -
 * OPEN         OPEN       OPEN       CLOSED     RESOLVING  SNOOZED    CLOSED  OPEN          OPEN
 * RESOLVING    RESOLVING  OPEN       CLOSED     -          -          -       OPEN          RESOLVING
 * SNOOZED      SNOOZED    OPEN       CLOSED     RESOLVING  SNOOZED    CLOSED  SNOOZED       OPEN
 * CLOSED       OPEN       OPEN       CLOSED     -          -          -       CLOSED        CLOSED
 * </pre>
 */
public final class DiscrepancyTransitions {

    /** Where a discrepancy stands. */
    public enum State {
        /** There is none, and never was. */
        NEVER_SEEN,
        /** Waits for somebody. */
        OPEN,
        /** An action is under way. */
        RESOLVING,
        /** Rested by a person. */
        SNOOZED,
        /** No longer so, or left as it is on purpose. */
        CLOSED
    }

    /** What can happen to it. */
    public enum Event {
        /** It is so, by the facts that were known before. */
        SEEN,
        /** It is so, by other facts than before. */
        SEEN_ANEW,
        /** It is not so. */
        GONE,
        /** Somebody chose an action, and it was ordered. */
        ORDERED,
        /** Somebody chose to let it rest. */
        RESTED,
        /** Somebody chose to leave it as it is, for as long as the facts are these. */
        KEPT,
        /** What was ordered cannot be done, or did not help. */
        ORDER_FAILED,
        /** The time to let it rest is over. */
        REST_ENDED
    }

    private DiscrepancyTransitions() {}

    /** The state after the event; empty where the state refuses the event. */
    public static Optional<State> next(State state, Event event) {
        return switch (state) {
            case NEVER_SEEN ->
                switch (event) {
                    case SEEN, SEEN_ANEW -> Optional.of(State.OPEN);
                    case GONE -> Optional.of(State.NEVER_SEEN);
                    case ORDERED, RESTED, KEPT, ORDER_FAILED, REST_ENDED -> Optional.empty();
                };
            case OPEN ->
                switch (event) {
                    case SEEN, SEEN_ANEW, ORDER_FAILED, REST_ENDED -> Optional.of(State.OPEN);
                    case GONE, KEPT -> Optional.of(State.CLOSED);
                    case ORDERED -> Optional.of(State.RESOLVING);
                    case RESTED -> Optional.of(State.SNOOZED);
                };
            case RESOLVING ->
                switch (event) {
                    case SEEN, REST_ENDED -> Optional.of(State.RESOLVING);
                    case SEEN_ANEW, ORDER_FAILED -> Optional.of(State.OPEN);
                    case GONE -> Optional.of(State.CLOSED);
                    case ORDERED, RESTED, KEPT -> Optional.empty();
                };
            case SNOOZED ->
                switch (event) {
                    case SEEN, RESTED, ORDER_FAILED -> Optional.of(State.SNOOZED);
                    case SEEN_ANEW, REST_ENDED -> Optional.of(State.OPEN);
                    case GONE, KEPT -> Optional.of(State.CLOSED);
                    case ORDERED -> Optional.of(State.RESOLVING);
                };
            case CLOSED ->
                switch (event) {
                    case SEEN, SEEN_ANEW -> Optional.of(State.OPEN);
                    case GONE, ORDER_FAILED, REST_ENDED -> Optional.of(State.CLOSED);
                    case ORDERED, RESTED, KEPT -> Optional.empty();
                };
        };
    }
}
