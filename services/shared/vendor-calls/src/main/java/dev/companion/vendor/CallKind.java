package dev.companion.vendor;

import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;

/** Whether a call changes anything at the vendor. Decides what a lost answer means. */
public enum CallKind {
    /** Changes nothing: a lost answer is only {@link Unavailable}, and the call may be repeated. */
    READ,
    /** Changes something: after a lost answer it is unknown whether it did, which is {@link UnknownEffect}. */
    EFFECT;

    /** The result of a call whose request may have arrived and whose answer is lost or unreadable. */
    public <T> CallResult<T> lost(String detail) {
        return switch (this) {
            case READ -> new Unavailable<>(detail);
            case EFFECT -> new UnknownEffect<>(detail);
        };
    }
}
