package dev.companion.simulator.world.row;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Datto site.
 *
 * @param uid a GUID, except for the system site "Deleted Devices"
 * @param onDemand true OnDemand, false Managed, null if the platform does not report it
 * @param hiddenFrom names of the API keys whose security level lacks this site, {@code *} for all
 */
public record Site(
        String uid,
        long id,
        String accountUid,
        String name,
        @Nullable String description,
        @Nullable String notes,
        @Nullable Boolean onDemand,
        boolean splashtopAutoInstall,
        @Nullable ProxySettings proxySettings,
        int devices,
        int onlineDevices,
        @Nullable String autotaskCompanyName,
        @Nullable String autotaskCompanyId,
        Set<String> hiddenFrom,
        Instant createdAt) {

    public Site {
        hiddenFrom = Set.copyOf(hiddenFrom);
    }

    public boolean isHiddenFrom(String keyName) {
        return !hiddenFrom.isEmpty() && (hiddenFrom.contains("*") || hiddenFrom.contains(keyName));
    }

    public Site named(String newName) {
        return with(newName, description, notes, onDemand, splashtopAutoInstall);
    }

    public Site onDemand(@Nullable Boolean value) {
        return with(name, description, notes, value, splashtopAutoInstall);
    }

    public Site with(
            String newName,
            @Nullable String newDescription,
            @Nullable String newNotes,
            @Nullable Boolean newOnDemand,
            boolean newSplashtop) {
        return new Site(
                uid,
                id,
                accountUid,
                newName,
                newDescription,
                newNotes,
                newOnDemand,
                newSplashtop,
                proxySettings,
                devices,
                onlineDevices,
                autotaskCompanyName,
                autotaskCompanyId,
                hiddenFrom,
                createdAt);
    }

    public Site withProxy(@Nullable ProxySettings proxy) {
        return new Site(
                uid,
                id,
                accountUid,
                name,
                description,
                notes,
                onDemand,
                splashtopAutoInstall,
                proxy,
                devices,
                onlineDevices,
                autotaskCompanyName,
                autotaskCompanyId,
                hiddenFrom,
                createdAt);
    }

    public Site withDevices(int all, int online) {
        return new Site(
                uid,
                id,
                accountUid,
                name,
                description,
                notes,
                onDemand,
                splashtopAutoInstall,
                proxySettings,
                all,
                online,
                autotaskCompanyName,
                autotaskCompanyId,
                hiddenFrom,
                createdAt);
    }

    public Site withAutotask(@Nullable String companyName, @Nullable String companyId) {
        return new Site(
                uid,
                id,
                accountUid,
                name,
                description,
                notes,
                onDemand,
                splashtopAutoInstall,
                proxySettings,
                devices,
                onlineDevices,
                companyName,
                companyId,
                hiddenFrom,
                createdAt);
    }

    public Site hiddenFrom(Set<String> keyNames) {
        return new Site(
                uid,
                id,
                accountUid,
                name,
                description,
                notes,
                onDemand,
                splashtopAutoInstall,
                proxySettings,
                devices,
                onlineDevices,
                autotaskCompanyName,
                autotaskCompanyId,
                keyNames,
                createdAt);
    }
}
