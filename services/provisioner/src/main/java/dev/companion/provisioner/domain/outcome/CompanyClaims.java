package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.LinkKey;

/** Which companies the links of a tenant use or have created. */
public interface CompanyClaims {

    boolean usedByAnother(String companyId, LinkKey link);

    /** Whether a call of another link is known to have created the company, in use or not. */
    boolean createdForAnother(String companyId, LinkKey link);

    /** Whether another link is creating a company of this name, or may have created one. */
    boolean contested(String name, LinkKey link);
}
