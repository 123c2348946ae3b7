package dev.companion.resolver.domain;

/**
 * How far a link has come.
 *
 * @param generation of the link that this speaks of
 */
public record LinkSeen(long generation, CompanyState company) {

    /** How it stands with the company of a link. */
    public enum CompanyState {
        /** It exists and is ours to use. */
        READY,
        /** Its name is used in another GravityZone tenant. */
        NAME_TAKEN_ELSEWHERE,
        /** It cannot be had for a reason that has nothing to do with other tenants. */
        REFUSED_OTHERWISE,
        /** Nobody can say yet: its turn has not come, or the vendor cannot be asked. */
        UNDECIDED
    }
}
