package dev.companion.console.view;

import java.util.function.BooleanSupplier;

/** Whether the view has seen all that was written before it was started; until then it would show half of the truth. */
public record ViewProgress(BooleanSupplier caughtUp) {

    public boolean isCaughtUp() {
        return caughtUp.getAsBoolean();
    }
}
