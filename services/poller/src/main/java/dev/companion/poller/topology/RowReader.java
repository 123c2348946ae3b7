package dev.companion.poller.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote, and what its predecessor did, whose numbers had a fixed width. */
final class RowReader {

    private final ByteBuffer bytes;
    private final boolean wide;

    /** @param wide whether numbers have eight bytes, and lengths four */
    RowReader(ByteBuffer bytes, boolean wide) {
        this.bytes = bytes;
        this.wide = wide;
    }

    void skip(int count) {
        bytes.position(bytes.position() + count);
    }

    boolean ended() {
        return !bytes.hasRemaining();
    }

    int small() {
        return bytes.get();
    }

    long whole() {
        return wide ? bytes.getLong() : ByteUtils.readVarlong(bytes);
    }

    @Nullable String text() {
        var length = wide ? bytes.getInt() : (int) ByteUtils.readVarlong(bytes);
        if (length < 0) {
            return null;
        }
        var text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    String requiredText() {
        var text = text();
        if (text == null) {
            throw new IllegalStateException("known row without a text that it always has");
        }
        return text;
    }

    @Nullable Long number() {
        return bytes.get() == 0 ? null : Long.valueOf(whole());
    }

    @Nullable Integer narrowNumber() {
        var number = number();
        return number == null ? null : Integer.valueOf(Math.toIntExact(number));
    }

    @Nullable Boolean flag() {
        var flag = bytes.get();
        return flag < 0 ? null : Boolean.valueOf(flag == 1);
    }

    @Nullable Instant instant() {
        var millis = number();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
