package dev.companion.poller.domain.polling;

/**
 * How many keys of a tenant were erased.
 *
 * @param sites of Datto RMM
 * @param variables of sites
 * @param users of Datto RMM
 * @param companies of GravityZone
 * @param packages of GravityZone
 * @param holds of deletions
 * @param health of the vendors' APIs
 */
public record ErasedKeys(int sites, int variables, int users, int companies, int packages, int holds, int health) {

    public int rows() {
        return sites + variables + users + companies + packages;
    }
}
