package dev.companion.operations.backup;

import java.util.List;

/** A backup cannot be written, read or restored as things are; each reason says what a person can do. */
final class BackupRefused extends RuntimeException {

    private final List<String> reasons;

    BackupRefused(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    BackupRefused(String reason) {
        this(List.of(reason));
    }

    List<String> reasons() {
        return reasons;
    }

    static void unlessEmpty(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new BackupRefused(reasons);
        }
    }
}
