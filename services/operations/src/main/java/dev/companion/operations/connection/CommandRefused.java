package dev.companion.operations.connection;

import java.util.List;

/** A command may not do what it is asked as things are; each reason says what a person can do. */
public final class CommandRefused extends RuntimeException {

    private final List<String> reasons;

    public CommandRefused(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public CommandRefused(String reason) {
        this(List.of(reason));
    }

    public List<String> reasons() {
        return reasons;
    }

    public static void unlessEmpty(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new CommandRefused(reasons);
        }
    }
}
