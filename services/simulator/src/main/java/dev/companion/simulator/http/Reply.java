package dev.companion.simulator.http;

/**
 * An answer and how it is delivered, if at all.
 *
 * @param parameter milliseconds a byte for {@link Way#SLOW_DRIP}, bytes for {@link Way#HUGE_BODY}
 */
public record Reply(Answer answer, Way way, long parameter) {

    /** How an answer is delivered. */
    public enum Way {
        /** Normally. */
        WHOLE,
        /** Nothing is sent; the connection is closed. */
        NOTHING,
        /** The announced length and half of the bytes are sent, then the connection is closed. */
        HALF,
        /** One byte at a time, followed by blanks for ever. */
        SLOW_DRIP,
        /** Replaced by a body of the given size. */
        HUGE_BODY
    }

    public static Reply whole(Answer answer) {
        return new Reply(answer, Way.WHOLE, 0);
    }
}
