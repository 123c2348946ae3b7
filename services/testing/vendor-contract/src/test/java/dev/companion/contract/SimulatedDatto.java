package dev.companion.contract;

import dev.companion.simulator.DemoMsp;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.SiteVariable;
import dev.companion.vendor.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The simulator as a platform; its journal and its world are the truth. */
final class SimulatedDatto implements DattoVendor {

    private final Simulator simulator;
    private final DattoWorld datto;

    SimulatedDatto(StandingClock clock, Profile profile) {
        simulator = SimulatedWorld.start(clock, profile);
        datto = simulator.world().datto();
    }

    Simulator simulator() {
        return simulator;
    }

    @Override
    public String apiUrl() {
        return simulator.dattoOrigin().toString();
    }

    @Override
    public String hostAndPort() {
        return simulator.dattoOrigin().getAuthority();
    }

    @Override
    public KeyPair administrator() {
        return new KeyPair(Secret.of(DemoMsp.API_KEY), Secret.of(DemoMsp.API_SECRET_KEY));
    }

    @Override
    public KeyPair technician() {
        return new KeyPair(Secret.of(DemoMsp.TECHNICIAN_API_KEY), Secret.of(DemoMsp.TECHNICIAN_API_SECRET_KEY));
    }

    @Override
    public String accountUid() {
        return DemoMsp.ACCOUNT_UID;
    }

    @Override
    public String accountName() {
        return DemoMsp.ACCOUNT_NAME;
    }

    @Override
    public List<String> siteUids() {
        return datto.sitesVisibleTo(key()).stream().map(site -> site.uid()).toList();
    }

    @Override
    public String addSite(String name, @Nullable Boolean onDemand) {
        return datto.addSite(DemoMsp.ACCOUNT_UID, name, onDemand).uid();
    }

    @Override
    public String pseudoSite() {
        return datto.sitesNamed(DattoWorld.DELETED_DEVICES).getFirst().uid();
    }

    @Override
    public void deleteSite(String uid) {
        datto.deleteSite(uid);
    }

    @Override
    public void hideSite(String uid) {
        datto.replace(datto.site(uid).orElseThrow().hiddenFrom(Set.of("*")));
    }

    @Override
    public List<String> usernames() {
        return datto.users(DemoMsp.ACCOUNT_UID).stream().map(RmmUser::username).toList();
    }

    @Override
    public void addUser(String username, String firstName, String lastName, boolean disabled) {
        var user = datto.addUser(DemoMsp.ACCOUNT_UID, username, firstName, lastName, "Technician");
        datto.replace(user.disabled(disabled, simulator.world().now()));
    }

    @Override
    public boolean offersSingleUsers() {
        return simulator.switches().is(Switch.DATTO_USER_ENDPOINTS, "ON");
    }

    @Override
    public Map<String, @Nullable Object> userFields(String uid) {
        return datto.user(uid)
                .map(user -> {
                    var fields = new LinkedHashMap<String, @Nullable Object>();
                    fields.put("username", user.username());
                    fields.put("email", user.email());
                    fields.put("firstName", user.firstName());
                    fields.put("lastName", user.lastName());
                    fields.put("role", user.role());
                    fields.put("enabled", !user.disabled());
                    fields.put("mfaEnabled", user.mfaEnabled());
                    fields.put("siteUid", user.siteUid());
                    fields.put("telephone", user.telephone());
                    return fields;
                })
                .orElseGet(LinkedHashMap::new);
    }

    @Override
    public void disableUser(String uid) {
        datto.replace(
                datto.user(uid).orElseThrow().disabled(true, simulator.world().now()));
    }

    @Override
    public void addActivity(
            String entity,
            String action,
            @Nullable String siteUid,
            @Nullable String username,
            @Nullable String details) {
        var site = siteUid == null ? null : datto.site(siteUid).orElseThrow();
        datto.note(DemoMsp.ACCOUNT_UID, entity, "contract", action, site, username, details);
    }

    @Override
    public void failActivityLog() {
        simulator.switches().set(Switch.DATTO_ACTIVITY_ERROR, "ON");
    }

    @Override
    public boolean countsWritesApart() {
        return simulator.switches().is(Switch.DATTO_LIMIT_BUCKETS, "SEPARATE");
    }

    @Override
    public String counterOfNewVariables() {
        return simulator.switches().is(Switch.DATTO_WRITE_COUNTERS, "CREATE")
                ? "site-variable-create"
                : "site-variable-set";
    }

    @Override
    public void forbid(String operation) {
        simulator.faults().inject(Fault.of(FaultKind.PERMISSION_LOSS, "datto", operation));
    }

    @Override
    public void emptyPages(String operation) {
        simulator.faults().inject(Fault.of(FaultKind.EMPTY_PAGE, "datto", operation));
    }

    @Override
    public List<String> values(String siteUid, String name) {
        return datto.variables(siteUid).stream()
                .filter(variable -> variable.name().equals(name))
                .map(SiteVariable::value)
                .toList();
    }

    @Override
    public void addMaskedVariable(String siteUid, String name, String value) {
        datto.addVariable(siteUid, name, value, true);
    }

    @Override
    public void revokeKey() {
        datto.keys().replace(key().with(true, true));
        datto.keys().revokeTokens(DemoMsp.ADMINISTRATOR_KEY_NAME);
    }

    @Override
    public void forgetTokens() {
        datto.keys().revokeTokens(DemoMsp.ADMINISTRATOR_KEY_NAME);
    }

    private DattoKey key() {
        return datto.keys().named(DemoMsp.ADMINISTRATOR_KEY_NAME).orElseThrow();
    }

    @Override
    public void trouble(String operation, Trouble trouble) {
        simulator.faults().inject(SimulatedWorld.fault(trouble, "datto", operation));
    }

    @Override
    public void calm() {
        simulator.faults().clear();
    }

    @Override
    public long calls(String operation) {
        return simulator.journal().count("datto", operation);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
