package dev.companion.runtime.door;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body is not read to its end: it is too large, or arrives too slowly. */
public final class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    BodyRefused(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The refusal of a body that caused a failure, or null if it has another cause. */
    public static @Nullable Refusal causeOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyRefused refused) {
                return refused.refusal();
            }
        }
        return null;
    }
}
