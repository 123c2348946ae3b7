package dev.companion.poller.domain.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes values one after the other, each in as few bytes as it needs. */
final class RowWriter {

    private byte[] bytes = new byte[160];
    private int length;

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    RowWriter small(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Zigzag, seven bits in a byte: small numbers take one byte, whatever their sign. */
    RowWriter whole(long value) {
        room(10);
        var rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    RowWriter text(@Nullable String text) {
        if (text == null) {
            return whole(-1);
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        whole(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    RowWriter number(@Nullable Long number) {
        small(number == null ? 0 : 1);
        return number == null ? this : whole(number);
    }

    RowWriter flag(@Nullable Boolean flag) {
        return small(flag == null ? -1 : flag ? 1 : 0);
    }

    /** To the millisecond. */
    RowWriter instant(@Nullable Instant instant) {
        return number(instant == null ? null : instant.toEpochMilli());
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
