package dev.companion.simulator.world;

import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.CompanyFolder;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.GravityZoneUser;
import dev.companion.simulator.world.row.License;
import dev.companion.simulator.world.row.PushSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GravityZone's whole cloud: every tenant's companies in one forest, with names that are unique across all of it.
 * Packages are in {@link #packages()}. Ids grow with time, so lists ordered by id are in order of creation.
 */
public final class GravityZoneWorld {

    private final World world;
    private final ObjectIds ids;
    private final Packages packages;
    private final Table<Company> companies;
    private final GroupedIndex<Company> companiesByParent;
    private final GroupedIndex<Company> companiesByName;
    private final Table<CompanyFolder> folders;
    private final GroupedIndex<CompanyFolder> foldersByParent;
    private final Table<GravityZoneKey> keys;
    private final Map<String, GravityZoneKey> byKey = new HashMap<>();
    private final Table<GravityZoneUser> users;
    private final GroupedIndex<GravityZoneUser> usersByCompany;
    private final Table<PushSettings> pushSettings;
    private final Map<String, List<Company>> subtrees = new HashMap<>();

    GravityZoneWorld(World world) {
        this.world = world;
        this.ids = new ObjectIds(world);
        this.packages = new Packages(world, ids);
        companies = world.table("companies", Company.class);
        companiesByParent =
                companies.indexedBy(new GroupedIndex<>(Company::parentId, Comparator.comparing(Company::id)));
        companiesByName = companies.indexedBy(
                new GroupedIndex<>(company -> normalized(company.name()), Comparator.comparing(Company::id)));
        Table.Index<Company> treeChanged = (before, after) -> subtrees.clear();
        companies.indexedBy(treeChanged);
        folders = world.table("folders", CompanyFolder.class);
        foldersByParent =
                folders.indexedBy(new GroupedIndex<>(CompanyFolder::parentId, Comparator.comparing(CompanyFolder::id)));
        Table.Index<CompanyFolder> foldersChanged = (before, after) -> subtrees.clear();
        folders.indexedBy(foldersChanged);
        keys = world.table("gravityzone-keys", GravityZoneKey.class);
        Table.Index<GravityZoneKey> keyChanged = (before, after) -> {
            if (before != null) {
                byKey.remove(before.key());
            }
            if (after != null) {
                byKey.put(after.key(), after);
            }
        };
        keys.indexedBy(keyChanged);
        users = world.table("gravityzone-users", GravityZoneUser.class);
        usersByCompany = users.indexedBy(
                new GroupedIndex<>(GravityZoneUser::companyId, Comparator.comparing(GravityZoneUser::id)));
        pushSettings = world.table("push-settings", PushSettings.class);
    }

    public Packages packages() {
        return packages;
    }

    public ObjectIds ids() {
        return ids;
    }

    /** A customer of a partner, on a monthly subscription without add-ons, as GravityZone's console creates it. */
    public Company addCustomer(String parentId, String name) {
        return addCompany(blank(Company.CUSTOMER, name, parentId, false));
    }

    /** A partner company; {@code tenantRoot} if its tree is a tenant of its own. */
    public Company addPartner(@Nullable String parentId, String name, boolean tenantRoot) {
        return addCompany(blank(Company.PARTNER, name, parentId, tenantRoot));
    }

    /** A company with a fresh id and creation time, not yet part of the world. */
    public Company blank(int type, String name, @Nullable String parentId, boolean tenantRoot) {
        return world.change(() -> new Company(
                ids.next(),
                type,
                name,
                parentId,
                tenantRoot,
                null,
                "N/A",
                "N/A",
                null,
                0,
                true,
                0,
                false,
                world.now(),
                null,
                null,
                License.monthly(Set.of()),
                0,
                false));
    }

    public Company addCompany(Company company) {
        return world.change(() -> companies.put(company.id(), company));
    }

    public Company replace(Company company) {
        return world.change(() -> companies.put(company.id(), company));
    }

    public Optional<Company> company(String id) {
        return world.read(() -> companies.find(id));
    }

    public List<Company> companies() {
        return world.read(() -> List.copyOf(companies.all()));
    }

    /** Every company of that name in the whole cloud, under the name rule in force. */
    public List<Company> companiesNamed(String name) {
        boolean sensitive = world.switches().is(Switch.GZ_NAME_CASE, "SENSITIVE");
        return world.read(() -> companiesByName.of(normalized(name)).stream()
                .filter(company -> !sensitive || company.name().strip().equals(name.strip()))
                .toList());
    }

    /** Companies of the whole cloud whose name starts with a text, ignoring case. */
    public List<Company> companiesStartingWith(String prefix) {
        return world.read(() -> companiesByName.startingWith(prefix.toLowerCase(Locale.ROOT)));
    }

    /** Deletes a company with its users and packages; the company must not have companies or folders below it. */
    public void deleteCompany(String id) {
        world.change(() -> {
            packages.of(id).forEach(each -> packages.delete(each.id()));
            users(id).forEach(user -> users.remove(user.id()));
            keys().stream().filter(key -> key.companyId().equals(id)).forEach(key -> keys.remove(key.name()));
            pushSettings.remove(id);
            companies.remove(id);
        });
    }

    public CompanyFolder addFolder(String parentId, String name) {
        return world.change(() -> {
            String id = ids.next();
            return folders.put(id, new CompanyFolder(id, name, parentId));
        });
    }

    public Optional<CompanyFolder> folder(String id) {
        return world.read(() -> folders.find(id));
    }

    public CompanyFolder replace(CompanyFolder folder) {
        return world.change(() -> folders.put(folder.id(), folder));
    }

    public void deleteFolder(String id) {
        world.change(() -> folders.remove(id));
    }

    /** Companies directly in a company or folder. */
    public List<Company> childrenOf(String parentId) {
        return world.read(() -> List.copyOf(companiesByParent.of(parentId)));
    }

    public List<CompanyFolder> foldersIn(String parentId) {
        return world.read(() -> List.copyOf(foldersByParent.of(parentId)));
    }

    /** The company that a company belongs to, ignoring folders; empty at the top of a tree. */
    public Optional<Company> parentOf(Company company) {
        return world.read(() -> {
            String at = company.parentId();
            while (at != null) {
                Optional<Company> parent = companies.find(at);
                if (parent.isPresent()) {
                    return parent;
                }
                at = folders.find(at).map(CompanyFolder::parentId).orElse(null);
            }
            return Optional.empty();
        });
    }

    /** Whether a company or folder is the root or below it. */
    public boolean isWithin(String rootId, String id) {
        return world.read(() -> {
            String at = id;
            while (at != null && !at.equals(rootId)) {
                String current = at;
                at = companies
                        .find(current)
                        .map(Company::parentId)
                        .or(() -> folders.find(current).map(CompanyFolder::parentId))
                        .orElse(null);
            }
            return at != null;
        });
    }

    /** The root of the tenant that a company belongs to; the company itself if there is none above. */
    public Company tenantOf(Company company) {
        return world.read(() -> {
            Company at = company;
            while (!at.tenantRoot()) {
                Optional<Company> parent = parentOf(at);
                if (parent.isEmpty()) {
                    return at;
                }
                at = parent.get();
            }
            return at;
        });
    }

    /** Every company below a company, at any depth; computed once and cached until the tree changes. */
    public List<Company> subtreeOf(String rootId) {
        return world.read(() -> subtrees.computeIfAbsent(rootId, unused -> {
            var found = new ArrayList<Company>();
            collect(rootId, found);
            return List.copyOf(found);
        }));
    }

    private void collect(String parentId, List<Company> into) {
        for (Company child : companiesByParent.of(parentId)) {
            into.add(child);
            collect(child.id(), into);
        }
        foldersByParent.of(parentId).forEach(folder -> collect(folder.id(), into));
    }

    public GravityZoneKey addKey(GravityZoneKey key) {
        return world.change(() -> keys.put(key.name(), key));
    }

    public GravityZoneKey replace(GravityZoneKey key) {
        return world.change(() -> keys.put(key.name(), key));
    }

    public List<GravityZoneKey> keys() {
        return world.read(() -> List.copyOf(keys.all()));
    }

    public Optional<GravityZoneKey> keyNamed(String name) {
        return world.read(() -> keys.find(name));
    }

    public Optional<GravityZoneKey> keyWith(String key) {
        return world.read(() -> Optional.ofNullable(byKey.get(key)));
    }

    public GravityZoneUser put(GravityZoneUser user) {
        return world.change(() -> users.put(user.id(), user));
    }

    public Optional<GravityZoneUser> user(String id) {
        return world.read(() -> users.find(id));
    }

    public List<GravityZoneUser> users(String companyId) {
        return world.read(() -> List.copyOf(usersByCompany.of(companyId)));
    }

    public boolean emailIsTaken(String email) {
        return world.read(
                () -> users.all().stream().anyMatch(user -> user.email().equalsIgnoreCase(email)));
    }

    public void deleteUser(String id) {
        world.change(() -> users.remove(id));
    }

    public Optional<PushSettings> pushSettings(String companyId) {
        return world.read(() -> pushSettings.find(companyId));
    }

    public void put(PushSettings settings) {
        world.change(() -> {
            pushSettings.put(settings.companyId(), settings);
        });
    }

    private static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
