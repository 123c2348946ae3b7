package dev.companion.poller.domain.row;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GravityZone company: what the inventory lists of it, which may be little more than its name and place, and what its
 * details said when they were last read.
 *
 * @param type UNKNOWN until the vendor has said it
 * @param parentId as the inventory lists it: may be the id of a container instead of the parent company
 * @param path the names from the root down; null if not known for the current place
 * @param parentCompanyId the parent in the company's details: a company, never a container; null if not known for the
 *     current place
 * @param unreachableSince when it was first in no list and could not be read; null while it can be seen
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

    /** Stored rows are exact to the millisecond, and are compared with this. */
    public Company {
        createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.MILLIS);
        unreachableSince = unreachableSince == null ? null : unreachableSince.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A company as one response of the vendor describes it. */
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

    /** Kind of company: only a partner has companies below it. */
    public enum Type {
        UNKNOWN,
        PARTNER,
        CUSTOMER
    }

    @Override
    public String label() {
        return name;
    }

    /** What a list leaves out stays as it was, except what belongs to its place if the parent has changed. */
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
    public Optional<Company> noLongerReachable(Instant since) {
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

    /** Returns this company with its details. The parent stays as listed, since details name it differently. */
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

    /** Whether its details would add something. */
    public boolean lacksDetails() {
        return type == Type.UNKNOWN || suspended == null || managedByPartner == null || path == null;
    }

    /** Whether to read its packages. If its type is unknown, the vendor refuses if it can have none. */
    public boolean mayHavePackages() {
        return type != Type.PARTNER && !Boolean.FALSE.equals(managedByPartner);
    }
}
