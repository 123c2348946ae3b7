package dev.companion.mapper.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about the company of a linked site, on the facts that were on the screen. Belongs to one
 * generation of the link.
 *
 * @param companyName as the person saw it; for {@link Action#DELETE} as the person typed it, stripped
 * @param parentId where it moves to; null for anything but {@link Action#MOVE}
 * @param endpoints machines with an agent that the person saw; null for anything but {@link Action#DELETE}
 * @param decidedAt by the clock of who asked
 * @param newName the name it is to have, stripped; null for anything but {@link Action#RENAME}
 */
public record CompanyOrder(
        Action action,
        String companyId,
        String companyName,
        @Nullable String parentId,
        @Nullable Long endpoints,
        Instant decidedAt,
        String requestId,
        @Nullable String newName) {

    /** What is to be done with the company. */
    public enum Action {
        SUSPEND,
        ACTIVATE,
        MOVE,
        RENAME,
        /** For good, after the link was taken apart. */
        DELETE
    }
}
