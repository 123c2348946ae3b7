package dev.companion.poller.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GravityZone company: what the inventory lists of it, which may be little more than its name and place, and what its
 * details said beyond that when they were last read.
 *
 * @param type UNKNOWN where nobody said yet
 * @param parentId as the inventory lists it: may be the id of a container rather than of the parent company
 * @param path the names from the root down; null where not said of the present place
 * @param parentCompanyId the parent as its details name it: a company, never a container; null where not said of the
 *     present place
 * @param unreachableSince when it was first in no list and not to be seen; null while it is seen
 */
public record Company(
        String id,
        String name,
        Type type,
        @Nullable String parentId,
        @Nullable String path,
        @Nullable Boolean suspended,
        @Nullable Boolean managedByPartner,
        @Nullable Instant createdAt,
        @Nullable String parentCompanyId,
        @Nullable Instant unreachableSince)
        implements Observed<Company> {

    /** What is remembered is exact to the millisecond, and is compared with this. */
    public Company {
        createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.MILLIS);
        unreachableSince = unreachableSince == null ? null : unreachableSince.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A company as one answer of the vendor describes it. */
    public Company(
            String id,
            String name,
            Type type,
            @Nullable String parentId,
            @Nullable String path,
            @Nullable Boolean suspended,
            @Nullable Boolean managedByPartner,
            @Nullable Instant createdAt) {
        this(id, name, type, parentId, path, suspended, managedByPartner, createdAt, null, null);
    }

    /** What a company may have below it. */
    public enum Type {
        UNKNOWN,
        PARTNER,
        CUSTOMER
    }

    @Override
    public String label() {
        return name;
    }

    /** What a list leaves out stands as it was; only what was said of its place does not once its parent is another. */
    @Override
    public Optional<Company> completedBy(@Nullable Company before) {
        if (before == null) {
            return Optional.of(this);
        }
        var parent = parentId == null ? before.parentId : parentId;
        var stayed = Objects.equals(parent, before.parentId);
        return Optional.of(new Company(
                id,
                name,
                type == Type.UNKNOWN ? before.type : type,
                parent,
                path == null && stayed ? before.path : path,
                suspended == null ? before.suspended : suspended,
                managedByPartner == null ? before.managedByPartner : managedByPartner,
                createdAt == null ? before.createdAt : createdAt,
                parentCompanyId == null && stayed ? before.parentCompanyId : parentCompanyId,
                null));
    }

    @Override
    public Optional<Company> outOfSight(Instant since) {
        return unreachableSince != null
                ? Optional.empty()
                : Optional.of(new Company(
                        id,
                        name,
                        type,
                        parentId,
                        path,
                        suspended,
                        managedByPartner,
                        createdAt,
                        parentCompanyId,
                        since));
    }

    /** This company with what its details say. The parent stays as listed, as details name it in another way. */
    public Company detailedBy(Company details) {
        return new Company(
                id,
                details.name,
                details.type,
                parentId == null ? details.parentId : parentId,
                details.path,
                details.suspended,
                details.managedByPartner,
                createdAt == null ? details.createdAt : createdAt,
                details.parentId == null ? parentCompanyId : details.parentId,
                null);
    }

    /** Whether its details would say something that is not known. */
    public boolean lacksDetails() {
        return type == Type.UNKNOWN || suspended == null || managedByPartner == null || path == null;
    }

    /** Whether it is worth asking for its packages; of a type not said, the vendor's refusal will tell. */
    public boolean mayHavePackages() {
        return type != Type.PARTNER && !Boolean.FALSE.equals(managedByPartner);
    }
}
