package dev.companion.operations.backup;

import dev.companion.serde.BoundedDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads an Avro object container file as a stream. Avro's own reader allocates memory for any length that a file claims; here a
 * damaged length is a refusal.
 */
final class ContainerReader {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    private static final int TEXT_MAX = 1 << 20;
    private static final int ENTRIES_MAX = 100;
    /** A block ends after the record that makes it longer than 64 KB, and a broker takes records of some megabytes. */
    private static final int BLOCK_MAX = 32 << 20;

    private final InputStream in;
    private final Schema schema;
    private final byte[] sync;

    /** Called for each record. */
    @FunctionalInterface
    interface Handler {

        void on(GenericRecord record) throws IOException;
    }

    /** Reads the header. The stream stays the caller's. */
    ContainerReader(InputStream in) throws IOException {
        this.in = in;
        if (!Arrays.equals(bytes(MAGIC.length), MAGIC)) {
            throw new IOException("it is no Avro object container file");
        }
        var header = header();
        var codec = new String(header.getOrDefault("avro.codec", new byte[0]), StandardCharsets.UTF_8);
        if (!codec.isEmpty() && !codec.equals("null")) {
            throw new IOException("its codec is not null");
        }
        try {
            this.schema = new Schema.Parser()
                    .parse(new String(header.getOrDefault("avro.schema", new byte[0]), StandardCharsets.UTF_8));
        } catch (AvroRuntimeException e) {
            throw new IOException("its schema cannot be read", e);
        }
        this.sync = bytes(SYNC);
    }

    /** The schema with which it was written. */
    Schema schema() {
        return schema;
    }

    /** @param reader the schema that the records shall have */
    long each(Schema reader, Handler handler) throws IOException {
        var datums = new GenericDatumReader<GenericRecord>(schema, reader);
        var records = 0L;
        for (var first = in.read(); first >= 0; first = in.read()) {
            var count = number(first);
            var block = bytes(length(BLOCK_MAX));
            if (count < 0 || count > block.length) {
                throw new IOException("a block claims %d records in %d bytes".formatted(count, block.length));
            }
            var decoder = new BoundedDecoder(block, 0, block.length);
            for (var each = 0L; each < count; each++) {
                handler.on(read(datums, decoder));
            }
            if (!decoder.isEnd() || !Arrays.equals(bytes(SYNC), sync)) {
                throw new IOException("a block is damaged");
            }
            records += count;
        }
        return records;
    }

    private static GenericRecord read(GenericDatumReader<GenericRecord> datums, BoundedDecoder decoder)
            throws IOException {
        try {
            return datums.read(null, decoder);
        } catch (IOException | RuntimeException e) { // whatever damaged bytes do to Avro; its message may quote them
            throw new IOException("a record is damaged");
        }
    }

    private Map<String, byte[]> header() throws IOException {
        var header = new HashMap<String, byte[]>();
        for (var count = number(read()); count != 0; count = number(read())) {
            if (count < 0) {
                number(read()); // the block's size in bytes
            }
            if (Math.abs(count) > ENTRIES_MAX || header.size() > ENTRIES_MAX) {
                throw new IOException("its header is damaged");
            }
            for (var each = 0; each < Math.abs(count); each++) {
                var name = new String(bytes(length(TEXT_MAX)), StandardCharsets.UTF_8);
                header.put(name, bytes(length(TEXT_MAX)));
            }
        }
        return header;
    }

    private int length(int max) throws IOException {
        var length = number(read());
        if (length < 0 || length > max) {
            throw new IOException("a length of %d bytes (expected: at most %d)".formatted(length, max));
        }
        return (int) length;
    }

    /** Avro's number: seven bits a byte, the lowest first, zigzag. */
    private long number(int first) throws IOException {
        var value = 0L;
        var next = first;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            value |= (next & 0x7FL) << shift;
            if ((next & 0x80) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
            next = read();
        }
        throw new IOException("a number is damaged");
    }

    private int read() throws IOException {
        var next = in.read();
        if (next < 0) {
            throw new EOFException("it ends too early");
        }
        return next;
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends too early");
        }
        return bytes;
    }
}
