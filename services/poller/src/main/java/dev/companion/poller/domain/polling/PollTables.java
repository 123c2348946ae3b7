package dev.companion.poller.domain.polling;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.poller.domain.gate.ApiHealth;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.read.SealedCredential;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.RowCodec;
import dev.companion.poller.domain.row.RowTable;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.row.User;
import dev.companion.poller.domain.search.SiteVariable;
import dev.companion.poller.domain.sweep.SweepState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the poller remembers of the tenants of one task. */
public final class PollTables {

    private static final StoreSpec<TenantSettings> TENANTS = new StoreSpec<>("tenants", TenantSettings.class);
    private static final StoreSpec<SealedCredential> CREDENTIALS = new StoreSpec<>("secrets", SealedCredential.class);
    private static final StoreSpec<SweepState> SWEEPS = new StoreSpec<>("sweeps", SweepState.class);
    private static final StoreSpec<ApiHealth> HEALTH = new StoreSpec<>("health", ApiHealth.class);
    private static final StoreSpec<Erasure> ERASURES = new StoreSpec<>("erasures", Erasure.class);
    private static final StoreSpec<SiteVariable> VARIABLES = new StoreSpec<>("site-variables", SiteVariable.class);
    private static final StoreSpec<byte[]> SITES = new StoreSpec<>("known-sites", byte[].class);
    private static final StoreSpec<byte[]> USERS = new StoreSpec<>("known-users", byte[].class);
    private static final StoreSpec<byte[]> COMPANIES = new StoreSpec<>("known-companies", byte[].class);
    private static final StoreSpec<byte[]> PACKAGES = new StoreSpec<>("known-packages", byte[].class);

    /** Tables of plain records. */
    public static final List<StoreSpec<?>> RECORDS = List.of(TENANTS, CREDENTIALS, SWEEPS, HEALTH, ERASURES, VARIABLES);

    /** Tables of known rows, encoded by {@link RowCodec}. */
    public static final List<StoreSpec<byte[]>> ROWS = List.of(SITES, USERS, COMPANIES, PACKAGES);

    private final Table<TenantSettings> tenants;
    private final Table<SealedCredential> credentials;
    private final Table<SweepState> sweeps;
    private final Table<ApiHealth> health;
    private final Table<Erasure> erasures;
    private final Table<SiteVariable> variables;
    private final Table<byte[]> sites;
    private final Table<byte[]> users;
    private final Table<byte[]> companies;
    private final Table<byte[]> packages;

    public PollTables(Ledger ledger) {
        tenants = ledger.table(TENANTS);
        credentials = ledger.table(CREDENTIALS);
        sweeps = ledger.table(SWEEPS);
        health = ledger.table(HEALTH);
        erasures = ledger.table(ERASURES);
        variables = ledger.table(VARIABLES);
        sites = ledger.table(SITES);
        users = ledger.table(USERS);
        companies = ledger.table(COMPANIES);
        packages = ledger.table(PACKAGES);
    }

    /**
     * A tenant that is reset was erased and reported.
     *
     * @param requestId the request that resets it
     */
    public record Erasure(String requestId) {}

    /** By tenant. */
    public Table<Erasure> erasures() {
        return erasures;
    }

    /** By tenant. */
    public Table<TenantSettings> tenants() {
        return tenants;
    }

    /** Returns whether another ciphertext was stored, or none. */
    public boolean setCredential(String tenant, CredentialName name, @Nullable SealedCredential credential) {
        var key = tenant + "|" + name;
        var before = credentials.get(key);
        credentials.set(key, credential);
        return credential != null && (before == null || !Arrays.equals(before.ciphertext(), credential.ciphertext()));
    }

    public void removeCredentials(String tenant) {
        for (var name : CredentialName.values()) {
            setCredential(tenant, name, null);
        }
    }

    /** A credential of another revision belongs to another address, where it must not be sent. */
    Optional<SealedCredential> credential(String tenant, CredentialName name, long revision) {
        return Optional.ofNullable(credentials.get(tenant + "|" + name))
                .filter(stored -> stored.revision() == revision);
    }

    /** Null before the first sweep was scheduled. */
    @Nullable SweepState sweep(String tenant, PollKind kind) {
        return sweeps.get(tenant + "|" + kind);
    }

    void setSweep(String tenant, PollKind kind, @Nullable SweepState state) {
        sweeps.set(tenant + "|" + kind, state);
    }

    /** Null before the first call. */
    @Nullable ApiHealth health(String tenant, Vendor vendor) {
        return health.get(tenant + "|" + vendor);
    }

    void setHealth(String tenant, Vendor vendor, @Nullable ApiHealth next) {
        health.set(tenant + "|" + vendor, next);
    }

    RowTable<Site> sites(String tenant) {
        return new RowTable<>(sites, RowCodec.SITES, tenant);
    }

    RowTable<User> users(String tenant) {
        return new RowTable<>(users, RowCodec.USERS, tenant);
    }

    RowTable<Company> companies(String tenant) {
        return new RowTable<>(companies, RowCodec.COMPANIES, tenant);
    }

    /** Those of all companies, to be read only. */
    RowTable<InstallationPackage> packages(String tenant) {
        return new RowTable<>(packages, RowCodec.PACKAGES, tenant);
    }

    /** Null if nothing is published of it. */
    @Nullable SiteVariable variable(String tenant, String siteUid) {
        return variables.get(tenant + "|" + siteUid);
    }

    void setVariable(String tenant, String siteUid, @Nullable SiteVariable variable) {
        variables.set(tenant + "|" + siteUid, variable);
    }

    /** Returns the sites whose variables were published. */
    public List<String> removeVariables(String tenant) {
        var keys = new ArrayList<String>();
        variables.forEachWithPrefix(tenant + "|", (key, _) -> keys.add(key));
        keys.forEach(variables::remove);
        return keys.stream().map(key -> key.substring(tenant.length() + 1)).toList();
    }

    RowTable<InstallationPackage> packages(String tenant, String companyId) {
        return new RowTable<>(packages, RowCodec.PACKAGES, tenant + "|" + companyId);
    }

    /** Removes all rows of a kind, and returns the ids of those that were present. */
    public List<String> removeRows(String tenant, PollKind kind) {
        return switch (kind) {
            case SITES -> sites(tenant).removeAll();
            case USERS -> users(tenant).removeAll();
            case COMPANIES -> companies(tenant).removeAll();
            // Their keys also hold the company.
            case PACKAGES -> packages(tenant).removeAll();
            case ACTIVITIES, VARIABLES -> List.of();
        };
    }

    /** Returns the removed state; null if there was none. */
    public @Nullable SweepState removeSweep(String tenant, PollKind kind) {
        var removed = sweep(tenant, kind);
        setSweep(tenant, kind, null);
        return removed;
    }

    /** Returns whether there was one. */
    public boolean removeHealth(String tenant, Vendor vendor) {
        var removed = health(tenant, vendor) != null;
        setHealth(tenant, vendor, null);
        return removed;
    }
}
