package dev.companion.simulator.world.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A GravityZone company.
 *
 * @param type 0 partner, 1 customer
 * @param parentId id of the partner company or company folder that contains it; null for the top of a tree
 * @param tenantRoot true for a partner whose tree is one tenant of the cloud
 * @param manageable {@code canBeManagedByAbove}
 * @param agents number of computers with an agent
 * @param createdByApi whether an API caller created it
 */
public record Company(
        String id,
        int type,
        String name,
        @Nullable String parentId,
        boolean tenantRoot,
        @Nullable String address,
        String country,
        String state,
        @Nullable String phone,
        int industry,
        boolean manageable,
        int skip2FAPeriod,
        boolean suspended,
        Instant createdAt,
        @Nullable JsonNode contactPerson,
        @Nullable JsonNode customFields,
        License license,
        int agents,
        boolean createdByApi) {

    public static final int PARTNER = 0;
    public static final int CUSTOMER = 1;

    public Company named(String newName) {
        return with(newName, parentId, manageable, suspended, license, agents);
    }

    public Company under(String newParentId) {
        return with(name, newParentId, manageable, suspended, license, agents);
    }

    public Company manageable(boolean value) {
        return with(name, parentId, value, suspended, license, agents);
    }

    public Company suspended(boolean value) {
        return with(name, parentId, manageable, value, license, agents);
    }

    public Company licensed(License value) {
        return with(name, parentId, manageable, suspended, value, agents);
    }

    public Company withAgents(int value) {
        return with(name, parentId, manageable, suspended, license, value);
    }

    private Company with(
            String newName,
            @Nullable String newParentId,
            boolean newManageable,
            boolean newSuspended,
            License newLicense,
            int newAgents) {
        return new Company(
                id,
                type,
                newName,
                newParentId,
                tenantRoot,
                address,
                country,
                state,
                phone,
                industry,
                newManageable,
                skip2FAPeriod,
                newSuspended,
                createdAt,
                contactPerson,
                customFields,
                newLicense,
                newAgents,
                createdByApi);
    }

    /** Properties that nothing else depends on. */
    public Company described(
            int newType,
            @Nullable String newAddress,
            String newCountry,
            String newState,
            @Nullable String newPhone,
            int newIndustry,
            int newSkip2FAPeriod,
            @Nullable JsonNode newContactPerson,
            @Nullable JsonNode newCustomFields) {
        return new Company(
                id,
                newType,
                name,
                parentId,
                tenantRoot,
                newAddress,
                newCountry,
                newState,
                newPhone,
                newIndustry,
                manageable,
                newSkip2FAPeriod,
                suspended,
                createdAt,
                newContactPerson,
                newCustomFields,
                license,
                agents,
                createdByApi);
    }

    public Company byApi() {
        return new Company(
                id,
                type,
                name,
                parentId,
                tenantRoot,
                address,
                country,
                state,
                phone,
                industry,
                manageable,
                skip2FAPeriod,
                suspended,
                createdAt,
                contactPerson,
                customFields,
                license,
                agents,
                true);
    }
}
