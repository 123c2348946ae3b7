package dev.companion.runtime.sealing;

/** A keyset is not as it must be; the message says which and is for a person. It has no cause, because the message of one may quote a key. */
public final class KeysetException extends IllegalStateException {

    KeysetException(String message) {
        super(message);
    }
}
