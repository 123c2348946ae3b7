package dev.companion.console.streams;

import org.jspecify.annotations.Nullable;

/** Whether the older records of a key are removed. */
public enum Compaction {
    /** The policy compacts, and no partition is larger than compaction leaves it. */
    OK,
    /** A partition holds more than four segments: the brokers' cleaner may have stopped, or one tenant has very many entities. */
    BEHIND,
    /** The policy does not compact: the topic grows, or loses the last record of a key. */
    OFF,
    /** The brokers do not tell the size. */
    UNKNOWN;

    /** The open segment, the entities that live, and as many bytes that wait for the cleaner. */
    private static final int SEGMENTS_MAX = 4;

    static Compaction of(TopicLook look) {
        if (!look.compacts()) {
            return OFF;
        }
        var bytes = look.bytes();
        if (bytes == null) {
            return UNKNOWN;
        }
        return exceeds(bytes.values(), look.segmentBytes()) ? BEHIND : OK;
    }

    private static boolean exceeds(Iterable<@Nullable Long> sizes, long segmentBytes) {
        for (var size : sizes) {
            if (size != null && size / SEGMENTS_MAX > segmentBytes) {
                return true;
            }
        }
        return false;
    }
}
