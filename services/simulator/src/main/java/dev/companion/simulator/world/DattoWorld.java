package dev.companion.simulator.world;

import dev.companion.simulator.world.row.Activity;
import dev.companion.simulator.world.row.DattoAccount;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.Site;
import dev.companion.simulator.world.row.SiteVariable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Datto's accounts with their sites, variables, users and activity log. Every list is in order of creation. */
public final class DattoWorld {

    /** uid of the system site with devices that wait for removal; deliberately not a GUID. */
    public static final String DELETED_DEVICES = "Deleted Devices";

    private static final int ACTIVITIES_KEPT = 2_000;

    private final World world;
    private final DattoKeys keys;
    private final Table<DattoAccount> accounts;
    private final Table<Site> sites;
    private final GroupedIndex<Site> sitesByAccount;
    private final GroupedIndex<Site> hiddenByAccount;
    private final GroupedIndex<Site> sitesByName;
    private final Table<SiteVariable> variables;
    private final GroupedIndex<SiteVariable> variablesByScope;
    private final Table<RmmUser> users;
    private final GroupedIndex<RmmUser> usersByAccount;
    private final GroupedIndex<RmmUser> usersByName;
    private final Table<Activity> activities;
    private final GroupedIndex<Activity> activitiesByAccount;

    DattoWorld(World world) {
        this.world = world;
        this.keys = new DattoKeys(world);
        accounts = world.table("datto-accounts", DattoAccount.class);
        sites = world.table("sites", Site.class);
        var byId = Comparator.comparingLong(Site::id);
        sitesByAccount = sites.indexedBy(new GroupedIndex<>(Site::accountUid, byId));
        hiddenByAccount = sites.indexedBy(
                new GroupedIndex<>(site -> site.hiddenFrom().isEmpty() ? null : site.accountUid(), byId));
        sitesByName = sites.indexedBy(new GroupedIndex<>(Site::name, byId));
        variables = world.table("variables", SiteVariable.class);
        variablesByScope = variables.indexedBy(
                new GroupedIndex<>(SiteVariable::scope, Comparator.comparingLong(SiteVariable::id)));
        users = world.table("users", RmmUser.class);
        usersByAccount =
                users.indexedBy(new GroupedIndex<>(RmmUser::accountUid, Comparator.comparingLong(RmmUser::id)));
        usersByName = users.indexedBy(new GroupedIndex<>(
                user -> userKey(user.accountUid(), user.username()), Comparator.comparingLong(RmmUser::id)));
        activities = world.table("activities", Activity.class);
        activitiesByAccount =
                activities.indexedBy(new GroupedIndex<>(Activity::accountUid, Comparator.comparingLong(Activity::id)));
    }

    public DattoKeys keys() {
        return keys;
    }

    public DattoAccount addAccount(String uid, String name) {
        return world.change(() -> accounts.put(
                uid, new DattoAccount(uid, world.next("datto-account"), name, "EUR", "Europe/Berlin", 5_000, null)));
    }

    public Optional<DattoAccount> account(String uid) {
        return world.read(() -> accounts.find(uid));
    }

    public List<DattoAccount> accounts() {
        return world.read(() -> List.copyOf(accounts.all()));
    }

    /** A new site without text and devices; {@code onDemand} null if the platform should not report it. */
    public Site addSite(String accountUid, String name, @Nullable Boolean onDemand) {
        return world.change(() -> addSiteWithUid(nextGuid("site"), accountUid, name, onDemand));
    }

    /** As {@link #addSite}, with a uid of the caller's choice. */
    public Site addSiteWithUid(String uid, String accountUid, String name, @Nullable Boolean onDemand) {
        return world.change(() -> {
            long id = 100_000 + world.next("site");
            Site site = new Site(
                    uid,
                    id,
                    accountUid,
                    name,
                    null,
                    null,
                    onDemand,
                    false,
                    null,
                    0,
                    0,
                    null,
                    null,
                    Set.of(),
                    world.now());
            note(accountUid, "USER", "site", "create.site", site, null, null);
            return sites.put(uid, site);
        });
    }

    public Optional<Site> site(String uid) {
        return world.read(() -> sites.find(uid));
    }

    /** Live, ordered rows; for use inside one read or change. */
    List<Site> sitesOf(String accountUid) {
        return sitesByAccount.of(accountUid);
    }

    public List<Site> sites(String accountUid) {
        return world.read(() -> List.copyOf(sitesByAccount.of(accountUid)));
    }

    public List<Site> sites() {
        return world.read(() -> List.copyOf(sites.all()));
    }

    /** Sites that the key's security level may see; inside one read or change. */
    public List<Site> sitesVisibleTo(DattoKey key) {
        List<Site> all = sitesByAccount.of(key.accountUid());
        return hiddenByAccount.of(key.accountUid()).isEmpty()
                ? all
                : all.stream().filter(site -> !site.isHiddenFrom(key.name())).toList();
    }

    /** All sites of exactly this name, in every account. */
    public List<Site> sitesNamed(String name) {
        return world.read(() -> List.copyOf(sitesByName.of(name)));
    }

    public Site replace(Site site) {
        return world.change(() -> sites.put(site.uid(), site));
    }

    /** Deletes a site with its variables, as the portal does. */
    public boolean deleteSite(String uid) {
        return world.change(() -> {
            Optional<Site> site = sites.find(uid);
            site.ifPresent(gone -> {
                List.copyOf(variablesByScope.of(uid)).forEach(variable -> deleteVariable(variable.id()));
                sites.remove(uid);
                note(gone.accountUid(), "USER", "site", "delete.site", gone, null, null);
            });
            return site.isPresent();
        });
    }

    /** @param scope uid of a site, or of an account for its account variables */
    public List<SiteVariable> variables(String scope) {
        return world.read(() -> List.copyOf(variablesByScope.of(scope)));
    }

    public List<SiteVariable> variables() {
        return world.read(() -> List.copyOf(variables.all()));
    }

    public Optional<SiteVariable> variable(long id) {
        return world.read(() -> variables.find(Long.toString(id)));
    }

    public Optional<SiteVariable> variable(String scope, String name) {
        return world.read(() -> variablesByScope.of(scope).stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst());
    }

    public SiteVariable addVariable(String scope, String name, String value, boolean masked) {
        return world.change(() -> {
            long id = 7_000 + world.next("variable");
            return variables.put(Long.toString(id), new SiteVariable(id, scope, name, value, masked));
        });
    }

    public SiteVariable replace(SiteVariable variable) {
        return world.change(() -> variables.put(Long.toString(variable.id()), variable));
    }

    public boolean deleteVariable(long id) {
        return world.change(() -> {
            boolean present = variables.find(Long.toString(id)).isPresent();
            variables.remove(Long.toString(id));
            return present;
        });
    }

    /** A new enabled user who never signed in. */
    public RmmUser addUser(String accountUid, String username, String firstName, String lastName, String role) {
        return world.change(() -> {
            Instant now = world.now();
            String uid = nextGuid("user");
            return users.put(
                    uid,
                    new RmmUser(
                            uid,
                            world.next("user"),
                            accountUid,
                            username,
                            firstName,
                            lastName,
                            username,
                            null,
                            "Active",
                            false,
                            role,
                            true,
                            null,
                            now,
                            now,
                            null));
        });
    }

    public List<RmmUser> users(String accountUid) {
        return world.read(() -> List.copyOf(usersByAccount.of(accountUid)));
    }

    public List<RmmUser> users() {
        return world.read(() -> List.copyOf(users.all()));
    }

    public Optional<RmmUser> user(String uid) {
        return world.read(() -> users.find(uid));
    }

    public Optional<RmmUser> userNamed(String accountUid, String username) {
        return world.read(
                () -> usersByName.of(userKey(accountUid, username)).stream().findFirst());
    }

    private static String userKey(String accountUid, String username) {
        return accountUid + "|" + username.toLowerCase(Locale.ROOT);
    }

    public RmmUser replace(RmmUser user) {
        return world.change(() -> users.put(user.uid(), user));
    }

    public boolean deleteUser(String uid) {
        return world.change(() -> {
            boolean present = users.find(uid).isPresent();
            users.remove(uid);
            return present;
        });
    }

    /** Live, ordered log lines; for use inside one read or change. */
    public List<Activity> activitiesOf(String accountUid) {
        return activitiesByAccount.of(accountUid);
    }

    /** Adds a line to the activity log; the oldest lines are dropped when there are too many. */
    public Activity note(
            String accountUid,
            String entity,
            String category,
            String action,
            @Nullable Site site,
            @Nullable String username,
            @Nullable String details) {
        return world.change(() -> {
            long id = world.next("activity");
            List<Activity> kept = activitiesByAccount.of(accountUid);
            if (kept.size() >= ACTIVITIES_KEPT) {
                activities.remove(Long.toString(kept.getFirst().id()));
            }
            return activities.put(
                    Long.toString(id),
                    new Activity(
                            id,
                            accountUid,
                            entity,
                            category,
                            action,
                            world.now(),
                            site == null ? null : site.id(),
                            site == null ? null : site.name(),
                            username,
                            details));
        });
    }

    private String nextGuid(String kind) {
        // Derived from a sequence that never repeats: unique for the lifetime of a state file and the same in each run.
        return UUID.nameUUIDFromBytes((kind + "-" + world.next("guid")).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
