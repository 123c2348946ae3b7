package dev.companion.mapper.domain;

import org.jspecify.annotations.Nullable;

/**
 * As much of an observed company as a decision needs.
 *
 * @param customer false for a partner; a type that nobody read yet is found out by the provisioner before it acts
 * @param closedToPartner true where the company withholds its network and packages from the partner
 * @param parentId the company or folder that it is in; null where not said
 * @param unreachable whether it is out of sight: it exists, and the key may not see it
 */
public record KnownCompany(
        String companyId,
        String name,
        boolean customer,
        boolean suspended,
        boolean closedToPartner,
        @Nullable String parentId,
        boolean unreachable) {}
