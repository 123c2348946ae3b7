package dev.companion.console.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, by a person or by the product.
 *
 * @param actor the last four characters of an API key, or the name of a service
 * @param target what it was done to, as kind:id
 * @param before null if nothing was
 * @param after null if nothing is
 * @param why null if nobody said
 */
public record Activity(
        String id,
        Instant at,
        String actor,
        String action,
        String target,
        @Nullable String before,
        @Nullable String after,
        @Nullable String why) {}
