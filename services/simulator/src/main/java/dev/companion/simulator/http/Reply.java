package dev.companion.simulator.http;

/**
 * An answer and the way in which it reaches the caller, or does not.
 *
 * @param parameter milliseconds a byte for {@link Way#SLOW_DRIP}, bytes for {@link Way#HUGE_BODY}
 */
public record Reply(Answer answer, Way way, long parameter) {

    /** How an answer travels. */
    public enum Way {
        /** As it should. */
        WHOLE,
        /** Not a byte of it; the connection is closed. */
        NOTHING,
        /** The announced length, half of the bytes, then the connection is closed. */
        HALF,
        /** A byte at a time, going on with blanks for ever. */
        SLOW_DRIP,
        /** Replaced by a body of the given size. */
        HUGE_BODY
    }

    public static Reply whole(Answer answer) {
        return new Reply(answer, Way.WHOLE, 0);
    }
}
