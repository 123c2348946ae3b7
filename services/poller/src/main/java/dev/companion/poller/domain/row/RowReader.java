package dev.companion.poller.domain.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote. */
final class RowReader {

    private final byte[] bytes;
    private int position;

    RowReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int small() {
        return bytes[position++];
    }

    long whole() {
        var value = 0L;
        var shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    @Nullable String text() {
        var length = (int) whole();
        if (length < 0) {
            return null;
        }
        var text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    String requiredText() {
        var text = text();
        if (text == null) {
            throw new IllegalStateException("known row: required text is missing");
        }
        return text;
    }

    @Nullable Long number() {
        return small() == 0 ? null : Long.valueOf(whole());
    }

    @Nullable Integer narrowNumber() {
        var number = number();
        return number == null ? null : Integer.valueOf(Math.toIntExact(number));
    }

    @Nullable Boolean flag() {
        var flag = small();
        return flag < 0 ? null : Boolean.valueOf(flag == 1);
    }

    @Nullable Instant instant() {
        var millis = number();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
