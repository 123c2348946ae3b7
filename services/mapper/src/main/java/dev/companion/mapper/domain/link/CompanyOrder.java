package dev.companion.mapper.domain.link;

import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision about the company of a linked site, made on the facts on the screen. It belongs to one generation of
 * the link.
 *
 * @param companyName as the person saw it; for {@link CompanyAction#DELETE} as the person typed it, stripped
 * @param parentId the new parent; null for every action but {@link CompanyAction#MOVE}
 * @param endpoints machines with an agent that the person saw; null for every action but {@link CompanyAction#DELETE}
 * @param decidedAt by the clock of the requester
 * @param newName the new name, stripped; null for every action but {@link CompanyAction#RENAME}
 */
public record CompanyOrder(
        CompanyAction action,
        String companyId,
        String companyName,
        @Nullable String parentId,
        @Nullable Long endpoints,
        Instant decidedAt,
        String requestId,
        @Nullable String newName) {}
