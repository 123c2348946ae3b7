package dev.companion.resolver.domain;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How desired and observed can differ. */
public enum DiscrepancyType {
    /** The company cannot be created because its name is used in another GravityZone tenant. */
    DESTINATION_CREATION(null),
    /** The company is under another parent than when it was linked, or was moved out of sight. */
    DESTINATION_MOVED(null),
    /** The company no longer exists, or GravityZone no longer shows it. */
    DESTINATION_DELETED(Action.RECREATE),
    /** The site variable is gone or holds something else, and is not put right by itself. */
    ASSOCIATION_MISSING(Action.ASSOCIATE),
    /** The linked site no longer exists. */
    SOURCE_DELETED(Action.KEEP),
    /** The linked site has another name. */
    SITE_RENAMED(Action.RENAME),
    /** The linked site is no longer managed. */
    SITE_OUT_OF_SCOPE(Action.UNLINK),
    /** The installation package is gone, renamed or changed, and is not put right by itself. */
    PACKAGE_MISSING(Action.ASSOCIATE),
    /** The package has another link than the site variable, and that is not put right by itself. */
    PACKAGE_LINK_CHANGED(Action.ASSOCIATE),
    /** The company is suspended, and nobody decided that here. */
    COMPANY_SUSPENDED(null),
    /** A company of the wanted name exists here, and is not ours. */
    NAME_NOT_UNIQUE(null),
    /** More deletions than are believable. */
    MASS_DELETION_SUSPECTED(null),
    /** A vendor rejects the key, or the key lacks a right. */
    CREDENTIALS_FAILING(null),
    /** The rate limit is used up, by whomever. */
    QUOTA_EXHAUSTED(null),
    /** A call may or may not have taken effect. */
    OUTCOME_UNKNOWN(null);

    /** Their repairs entail each other, and the provisioner makes them: a new package needs a new variable. */
    private static final Set<DiscrepancyType> HEALED =
            Set.of(ASSOCIATION_MISSING, PACKAGE_MISSING, PACKAGE_LINK_CHANGED);

    private final @Nullable Action automatic;

    DiscrepancyType(@Nullable Action automatic) {
        this.automatic = automatic;
    }

    /** What a policy may do by itself; never what deletes, suspends, activates or moves a company. */
    public Optional<Action> automatic() {
        return Optional.ofNullable(automatic);
    }

    /** Whether the provisioner itself puts it right where the tenant lets it. */
    public boolean healed() {
        return HEALED.contains(this);
    }
}
