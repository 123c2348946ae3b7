package dev.companion.pacing;

import java.time.Duration;

/**
 * Detects that a vendor delays its answers. Datto RMM adds about a second to each once an account has used nine tenths
 * of its quota, and gives no other sign.
 */
final class SlowAnswers {

    private static final long ADDED_MILLIS = 800;
    private static final int IN_A_ROW = 3;
    private static final double SHARE_OF_NEWEST = 0.2;

    private double usualMillis = -1;
    private int slow;

    /** Returns whether this answer is the third slow one in a row. */
    boolean noticed(Duration took) {
        var millis = took.toMillis();
        if (usualMillis >= 0 && millis > usualMillis + ADDED_MILLIS) {
            slow++;
            if (slow >= IN_A_ROW) {
                slow = 0;
                return true;
            }
            return false;
        }
        slow = 0;
        usualMillis = usualMillis < 0 ? millis : usualMillis + (millis - usualMillis) * SHARE_OF_NEWEST;
        return false;
    }
}
