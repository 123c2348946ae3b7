package dev.companion.resolver.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How somebody wants a discrepancy settled. */
public sealed interface Resolution {

    Action action();

    /** Create the company under another name. */
    record Create(CompanyName name) implements Resolution {

        @Override
        public Action action() {
            return Action.CREATE;
        }
    }

    /**
     * Let it rest.
     *
     * @param reason null where none was given
     * @param until null for no end but a change of the facts
     */
    record Ignore(@Nullable String reason, @Nullable Instant until) implements Resolution {

        @Override
        public Action action() {
            return Action.IGNORE;
        }
    }

    /** An action that this version cannot take. */
    record Other(Action action) implements Resolution {}
}
