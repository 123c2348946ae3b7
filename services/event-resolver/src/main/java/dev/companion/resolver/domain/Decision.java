package dev.companion.resolver.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decision in progress: when it is made, what caused it, and what it emits. */
final class Decision {

    private final Instant now;
    private final @Nullable String cause;
    private final List<ResolverEmission> emissions = new ArrayList<>();

    /** @param cause null if only time passed */
    Decision(Instant now, @Nullable String cause) {
        this.now = now;
        this.cause = cause;
    }

    Instant now() {
        return now;
    }

    @Nullable String cause() {
        return cause;
    }

    void emit(ResolverEmission emission) {
        emissions.add(emission);
    }

    List<ResolverEmission> emissions() {
        return List.copyOf(emissions);
    }
}
