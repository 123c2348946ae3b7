package dev.companion.mapper.domain.link;

import org.jspecify.annotations.Nullable;

/**
 * The part of an observed company that decisions need.
 *
 * @param customer false for a partner; true if the type is not known yet, because the provisioner reads it before it acts
 * @param closedToPartner whether the company withholds its network and packages from the partner
 * @param parentId the company or folder that it is in; null if GravityZone does not say
 * @param unreachable whether it is no longer reachable: it exists, but the key may not see it
 */
public record ObservedCompany(
        String companyId,
        String name,
        boolean customer,
        boolean suspended,
        boolean closedToPartner,
        @Nullable String parentId,
        boolean unreachable) {}
