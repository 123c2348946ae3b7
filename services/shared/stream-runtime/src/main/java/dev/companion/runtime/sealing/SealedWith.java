package dev.companion.runtime.sealing;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** With which key a ciphertext was sealed, which can be read without opening it. */
public final class SealedWith {

    private static final byte TINK = 1;
    private static final int PREFIX = 1 + Integer.BYTES;

    private SealedWith() {}

    /** Empty if it does not begin as Tink begins a ciphertext: with a byte 1 and the id of the key. */
    public static OptionalLong keyId(ByteBuffer ciphertext) {
        return ciphertext.remaining() >= PREFIX && ciphertext.get(ciphertext.position()) == TINK
                ? OptionalLong.of(Integer.toUnsignedLong(ciphertext.getInt(ciphertext.position() + 1)))
                : OptionalLong.empty();
    }
}
