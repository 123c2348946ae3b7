package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.LinkKey;

/** Which companies the links of a tenant use or have made. */
public interface CompanyClaims {

    boolean usedByAnother(String companyId, LinkKey link);

    /** Whether another link's call is known to have made the company, in use or not. */
    boolean madeForAnother(String companyId, LinkKey link);

    /** Whether another link is creating a company of this name, or may have. */
    boolean contested(String name, LinkKey link);
}
