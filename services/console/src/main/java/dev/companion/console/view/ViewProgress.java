package dev.companion.console.view;

import java.util.function.BooleanSupplier;

/** Whether the view has read everything that was written before the start; until then it is incomplete. */
public record ViewProgress(BooleanSupplier caughtUp) {

    public boolean isCaughtUp() {
        return caughtUp.getAsBoolean();
    }
}
