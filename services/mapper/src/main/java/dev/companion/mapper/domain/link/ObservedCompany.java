package dev.companion.mapper.domain.link;

import org.jspecify.annotations.Nullable;

/**
 * The part of an observed company that decisions need.
 *
 * @param customer false for a partner; true if the type is not known yet, because the provisioner reads it before it acts
 * @param closedToPartner whether the company withholds its network and packages from the partner
 * @param parentId the company, folder or container that it is in; null if GravityZone does not say
 * @param parentCompanyId the company that it is in, never a folder or container; null if its details are not read yet
 * @param unreachable whether it is no longer reachable: it exists, but the key may not see it
 */
public record ObservedCompany(
        String companyId,
        String name,
        boolean customer,
        boolean suspended,
        boolean closedToPartner,
        @Nullable String parentId,
        @Nullable String parentCompanyId,
        boolean unreachable) {

    /** The company above it. If its details are not read yet, this may be a folder or container, and leads to no company. */
    public @Nullable String above() {
        return parentCompanyId == null ? parentId : parentCompanyId;
    }

    /** This company without the one above it, which is read by and by and makes no difference to a suggestion. */
    public ObservedCompany listed() {
        return new ObservedCompany(companyId, name, customer, suspended, closedToPartner, parentId, null, unreachable);
    }
}
