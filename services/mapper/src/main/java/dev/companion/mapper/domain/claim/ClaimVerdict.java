package dev.companion.mapper.domain.claim;

/** Whether a tenant may use a root company. */
public enum ClaimVerdict {
    /** Not decided yet. */
    UNKNOWN,
    /** The tenant holds it. */
    HELD,
    /** Another tenant holds it. */
    TAKEN,
    /** It is in the tree of a root that another tenant holds. */
    INSIDE,
    /** About a company in the tenant's own tree: another tenant holds it, and has held it for longer. */
    SURROUNDS,
    /** About a company in the tenant's own tree: no other tenant has an older right to it. */
    CLEAR;

    /** Whether the root belongs to another tenant, so that nothing is changed on this tenant's behalf. */
    public boolean refuses() {
        return this == TAKEN || this == INSIDE || this == SURROUNDS;
    }

    /**
     * Returns why a root cannot be used and what to do.
     *
     * @param company the root's name
     */
    public String explanation(String company) {
        var why =
                switch (this) {
                    case INSIDE ->
                        "The company “%s” is inside the GravityZone company of another Datto RMM account that is connected here.";
                    case SURROUNDS ->
                        "Inside the company “%s” is the GravityZone company of another Datto RMM account that is connected here.";
                    case UNKNOWN, HELD, TAKEN, CLEAR ->
                        "The company “%s” belongs to another Datto RMM account that is connected here.";
                };
        return why.formatted(company)
                + " Two accounts cannot share a company: each would change what the other has linked. In GravityZone, give"
                + " each Datto RMM account a partner company of its own, none inside another one's, create an API key there,"
                + " and use that key.";
    }
}
