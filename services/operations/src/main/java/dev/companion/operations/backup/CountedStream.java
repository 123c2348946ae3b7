package dev.companion.operations.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the bytes of one file of an archive. */
final class CountedStream {

    private final MessageDigest digest = sha256();
    private final long max;
    private long bytes;

    /** @param max after which a file is refused */
    CountedStream(long max) {
        this.max = max;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long bytes() {
        return bytes;
    }

    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void count(byte[] from, int offset, int length) throws IOException {
        bytes += length;
        if (bytes > max) {
            throw new IOException("it has more than the %d bytes that its manifest says".formatted(max));
        }
        digest.update(from, offset, length);
    }

    /** Closing it does not close the archive. */
    OutputStream to(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                count(from, offset, length);
                out.write(from, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    InputStream from(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var read = in.read(into, offset, length);
                if (read > 0) {
                    count(into, offset, read);
                }
                return read;
            }
        };
    }
}
