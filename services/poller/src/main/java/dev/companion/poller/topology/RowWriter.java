package dev.companion.poller.topology;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Values one after the other, each in as few bytes as it needs. */
final class RowWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] bytes() {
        return bytes.toByteArray();
    }

    RowWriter small(int value) {
        bytes.write(value);
        return this;
    }

    RowWriter whole(long value) {
        try {
            ByteUtils.writeVarlong(value, out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RowWriter text(@Nullable String text) {
        if (text == null) {
            return whole(-1);
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        whole(encoded.length);
        bytes.writeBytes(encoded);
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
}
