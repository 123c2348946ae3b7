package dev.companion.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder, which accepts a length only if that many bytes are left.
 *
 * <p>Avro 1.12 allocates memory for any length that a payload claims, so twenty bytes can end a process with an {@link
 * OutOfMemoryError}, again after every restart. Here such bytes are one bad record.
 */
public final class BoundedDecoder extends Decoder {

    // Items such as nulls take no bytes at all, so their number says nothing about the bytes left.
    private static final int WEIGHTLESS_ITEMS_MAX = 1_000;

    private final BinaryDecoder in;

    /** Reads {@code length} bytes. */
    public BoundedDecoder(byte[] data, int offset, int length) {
        this.in = DecoderFactory.get().binaryDecoder(data, offset, length, null);
    }

    /** Whether all bytes are read. */
    public boolean isEnd() throws IOException {
        return in.isEnd();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readLengthAndBytes());
    }

    @Override
    public String readString() throws IOException {
        return new String(readLengthAndBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readLengthAndBytes());
    }

    @Override
    public long readArrayStart() throws IOException {
        return checkedItems(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return checkedItems(in.arrayNext());
    }

    @Override
    public long readMapStart() throws IOException {
        return checkedItems(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return checkedItems(in.mapNext());
    }

    private byte[] readLengthAndBytes() throws IOException {
        long length = in.readLong();
        if (length < 0 || length > remaining()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[(int) length];
        in.readFixed(bytes);
        return bytes;
    }

    private long checkedItems(long items) throws IOException {
        if (items > WEIGHTLESS_ITEMS_MAX && items > remaining()) {
            throw new EOFException();
        }
        return items;
    }

    private int remaining() throws IOException {
        return in.inputStream().available();
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public void skipString() throws IOException {
        in.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public long skipArray() throws IOException {
        return checkedItems(in.skipArray());
    }

    @Override
    public long skipMap() throws IOException {
        return checkedItems(in.skipMap());
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }
}
