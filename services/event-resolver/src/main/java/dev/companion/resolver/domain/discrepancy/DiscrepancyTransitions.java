package dev.companion.resolver.domain.discrepancy;

import java.util.Optional;

/**
 * The life of a discrepancy as a table. {@code -} refuses the event. ARCHITECTURE.md holds a drawing that is generated
 * from this table.
 *
 * <pre>
 *              DETECTED   FACTS_CHANGED CLEARED    ACTION_STARTED SNOOZED KEPT   ACTION_FAILED SNOOZE_EXPIRED
 * NEVER_SEEN   OPEN       OPEN          NEVER_SEEN -              -       -      -             -
 * OPEN         OPEN       OPEN          CLOSED     RESOLVING      SNOOZED CLOSED OPEN          OPEN
 * RESOLVING    RESOLVING  OPEN          CLOSED     -              -       -      OPEN          RESOLVING
 * SNOOZED      SNOOZED    OPEN          CLOSED     RESOLVING      SNOOZED CLOSED SNOOZED       OPEN
 * CLOSED       OPEN       OPEN          CLOSED     -              -       -      CLOSED        CLOSED
 * </pre>
 */
public final class DiscrepancyTransitions {

    /** The states of a discrepancy. */
    public enum State {
        /** It does not exist and never has. */
        NEVER_SEEN,
        /** Needs action. */
        OPEN,
        /** An action is in progress. */
        RESOLVING,
        /** Snoozed by a person. */
        SNOOZED,
        /** The difference no longer exists, or a person decided to keep it. */
        CLOSED
    }

    /** What can happen to a discrepancy. */
    public enum Event {
        /** The difference exists, with the facts known before. */
        DETECTED,
        /** The difference exists, with other facts than before. */
        FACTS_CHANGED,
        /** The difference does not exist. */
        CLEARED,
        /** A person or a policy chose an action, and the mapper was asked for it. */
        ACTION_STARTED,
        /** A person snoozed it. */
        SNOOZED,
        /** A person chose to keep the difference for as long as its facts stay the same. */
        KEPT,
        /** The action cannot be done, or did not help. */
        ACTION_FAILED,
        /** The time of the snooze is over. */
        SNOOZE_EXPIRED
    }

    private DiscrepancyTransitions() {}

    /** Returns the state after the event; empty if the state refuses the event. */
    public static Optional<State> next(State state, Event event) {
        return switch (state) {
            case NEVER_SEEN ->
                switch (event) {
                    case DETECTED, FACTS_CHANGED -> Optional.of(State.OPEN);
                    case CLEARED -> Optional.of(State.NEVER_SEEN);
                    case ACTION_STARTED, SNOOZED, KEPT, ACTION_FAILED, SNOOZE_EXPIRED -> Optional.empty();
                };
            case OPEN ->
                switch (event) {
                    case DETECTED, FACTS_CHANGED, ACTION_FAILED, SNOOZE_EXPIRED -> Optional.of(State.OPEN);
                    case CLEARED, KEPT -> Optional.of(State.CLOSED);
                    case ACTION_STARTED -> Optional.of(State.RESOLVING);
                    case SNOOZED -> Optional.of(State.SNOOZED);
                };
            case RESOLVING ->
                switch (event) {
                    case DETECTED, SNOOZE_EXPIRED -> Optional.of(State.RESOLVING);
                    case FACTS_CHANGED, ACTION_FAILED -> Optional.of(State.OPEN);
                    case CLEARED -> Optional.of(State.CLOSED);
                    case ACTION_STARTED, SNOOZED, KEPT -> Optional.empty();
                };
            case SNOOZED ->
                switch (event) {
                    case DETECTED, SNOOZED, ACTION_FAILED -> Optional.of(State.SNOOZED);
                    case FACTS_CHANGED, SNOOZE_EXPIRED -> Optional.of(State.OPEN);
                    case CLEARED, KEPT -> Optional.of(State.CLOSED);
                    case ACTION_STARTED -> Optional.of(State.RESOLVING);
                };
            case CLOSED ->
                switch (event) {
                    case DETECTED, FACTS_CHANGED -> Optional.of(State.OPEN);
                    case CLEARED, ACTION_FAILED, SNOOZE_EXPIRED -> Optional.of(State.CLOSED);
                    case ACTION_STARTED, SNOOZED, KEPT -> Optional.empty();
                };
        };
    }
}
