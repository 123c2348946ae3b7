package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Report.Phase;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What follows from all works together, kept up to date with each change of one: who uses which company, what is being
 * changed right now, how many calls are under way. In memory, and made again from the ledger at a start.
 */
final class Holdings implements CompanyClaims {

    private final NavigableSet<LinkKey> keys = new TreeSet<>();
    private final Map<String, Set<LinkKey>> companies = new HashMap<>();
    private final Map<String, LinkKey> makers = new HashMap<>();
    private final Map<String, Set<LinkKey>> changing = new HashMap<>();
    private final Map<String, Instant> changedAt = new HashMap<>();
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final Map<String, Integer> inFlightByKind = new HashMap<>();
    private final Map<String, Integer> linkCounts = new HashMap<>();
    private final Map<String, NavigableSet<LinkKey>> building = new HashMap<>();
    private final Map<String, LinkKey> packages = new HashMap<>();
    private final Map<String, Set<LinkKey>> evidence = new HashMap<>();
    private final Map<LinkKey, Instant> inDoubt = new HashMap<>();
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);

    /** A work is now {@code after}, and was {@code before}; null where there was or is none. */
    void changed(@Nullable LinkWork before, @Nullable LinkWork after, Instant now) {
        if (before != null) {
            forget(before, now);
        }
        if (after != null) {
            note(after);
        }
    }

    private void note(LinkWork work) {
        var key = work.key();
        keys.add(key);
        if (work.company() != null && work.desired().present()) {
            companies
                    .computeIfAbsent(companyKey(key.tenantId(), work.company().id()), _ -> new HashSet<>())
                    .add(key);
        }
        work.made().forEach(made -> makers.putIfAbsent(companyKey(key.tenantId(), made.id()), key));
        targets(work)
                .forEach(target ->
                        changing.computeIfAbsent(target, _ -> new HashSet<>()).add(key));
        settledNames(work)
                .forEach(name ->
                        evidence.computeIfAbsent(name, _ -> new HashSet<>()).add(key));
        linkCounts.merge(key.tenantId(), 1, Integer::sum);
        if (work.pkg() != null) {
            packages.put(companyKey(key.tenantId(), work.pkg().id()), key);
        }
        if (isBuilding(work)) {
            building.computeIfAbsent(key.tenantId(), _ -> new TreeSet<>()).add(key);
        }
        if (work.inFlight() != null) {
            inFlight.merge(key.tenantId(), 1, Integer::sum);
            inFlightByKind.merge(kindKey(key.tenantId(), work.inFlight().kind()), 1, Integer::sum);
        }
        work.doubts().stream()
                .filter(Doubt::open)
                .map(Doubt::openedAt)
                .min(Instant::compareTo)
                .ifPresent(since -> inDoubt.put(key, since));
        if (work.report() != null) {
            phases.merge(work.report().phase(), 1, Integer::sum);
        }
    }

    private void forget(LinkWork work, Instant now) {
        var key = work.key();
        keys.remove(key);
        if (work.company() != null && work.desired().present()) {
            companies.computeIfPresent(companyKey(key.tenantId(), work.company().id()), (_, users) -> {
                users.remove(key);
                return users.isEmpty() ? null : users;
            });
        }
        work.made().forEach(made -> makers.remove(companyKey(key.tenantId(), made.id()), key));
        for (var target : targets(work)) {
            changing.computeIfPresent(target, (_, holders) -> {
                holders.remove(key);
                return holders.isEmpty() ? null : holders;
            });
            changedAt.put(target, now);
        }
        settledNames(work)
                .forEach(name -> evidence.computeIfPresent(name, (_, holders) -> {
                    holders.remove(key);
                    return holders.isEmpty() ? null : holders;
                }));
        linkCounts.computeIfPresent(key.tenantId(), Holdings::oneLess);
        if (work.pkg() != null) {
            packages.remove(companyKey(key.tenantId(), work.pkg().id()), key);
        }
        building.computeIfPresent(key.tenantId(), (_, waiting) -> {
            waiting.remove(key);
            return waiting.isEmpty() ? null : waiting;
        });
        if (work.inFlight() != null) {
            inFlight.computeIfPresent(key.tenantId(), Holdings::oneLess);
            inFlightByKind.computeIfPresent(
                    kindKey(key.tenantId(), work.inFlight().kind()), Holdings::oneLess);
        }
        inDoubt.remove(key);
        if (work.report() != null) {
            phases.computeIfPresent(work.report().phase(), Holdings::oneLess);
        }
    }

    private static <K> @Nullable Integer oneLess(K key, Integer count) {
        return count == 1 ? null : count - 1;
    }

    /** Whether the link waits for its package's link and nothing else. */
    private static boolean isBuilding(LinkWork work) {
        return work.desired().present()
                && work.pkg() != null
                && !work.pkg().unsure()
                && work.pkg().content() == PackageUse.Content.AS_WANTED
                && work.company() != null
                && !work.company().unsure()
                && work.kit() != null
                && work.kit().usableLink() == null;
    }

    private static Set<String> settledNames(LinkWork work) {
        var names = new HashSet<String>();
        for (var doubt : work.doubts()) {
            if (!doubt.open() && doubt.companyName() != null) {
                names.add(nameTarget(work.key().tenantId(), doubt.companyName()));
            }
        }
        return names;
    }

    /** Other links that once tried to create a company of the name and took it for not there. */
    Set<LinkKey> onceTried(LinkKey link, String name) {
        var holders = new HashSet<>(evidence.getOrDefault(nameTarget(link.tenantId(), name), Set.of()));
        holders.remove(link);
        return holders;
    }

    /** The tenant's links that wait for the link of their package. */
    Set<LinkKey> building(String tenantId) {
        return building.getOrDefault(tenantId, Collections.emptyNavigableSet());
    }

    int linkCount(String tenantId) {
        return linkCounts.getOrDefault(tenantId, 0);
    }

    /** The link that uses the package; null where none does. */
    @Nullable LinkKey userOfPackage(String tenantId, String packageId) {
        return packages.get(companyKey(tenantId, packageId));
    }

    int inFlightOf(String tenantId, StepKind kind) {
        return inFlightByKind.getOrDefault(kindKey(tenantId, kind), 0);
    }

    private static String kindKey(String tenantId, StepKind kind) {
        return tenantId + "|" + kind;
    }

    @Override
    public boolean usedByAnother(String companyId, LinkKey link) {
        return companies.getOrDefault(companyKey(link.tenantId(), companyId), Set.of()).stream()
                .anyMatch(user -> !user.equals(link));
    }

    @Override
    public boolean madeForAnother(String companyId, LinkKey link) {
        var maker = makers.get(companyKey(link.tenantId(), companyId));
        return maker != null && !maker.equals(link);
    }

    @Override
    public boolean contested(String name, LinkKey link) {
        return heldByAnother(nameTarget(link.tenantId(), name), link);
    }

    Set<LinkKey> usersOf(String tenantId, String companyId) {
        return Set.copyOf(companies.getOrDefault(companyKey(tenantId, companyId), Set.of()));
    }

    /** Whether another link is changing, or may have changed, what the step would change. */
    boolean busy(LinkKey link, Step step) {
        var target = target(link.tenantId(), step);
        return target != null && heldByAnother(target, link);
    }

    /** Whether what the step would make may have been made, by any link, since the moment. */
    boolean changedSince(LinkKey link, Step step, Instant moment) {
        var target = target(link.tenantId(), step);
        var last = target == null ? null : changedAt.get(target);
        return last != null && !last.isBefore(moment);
    }

    /** Forgets changes that no proof still in use can have missed. */
    void forgetChangesBefore(Instant moment) {
        changedAt.values().removeIf(at -> at.isBefore(moment));
    }

    private boolean heldByAnother(String target, LinkKey link) {
        return changing.getOrDefault(target, Set.of()).stream().anyMatch(holder -> !holder.equals(link));
    }

    int inFlightOf(String tenantId) {
        return inFlight.getOrDefault(tenantId, 0);
    }

    Iterable<LinkKey> linksOf(String tenantId) {
        return Set.copyOf(keys.subSet(new LinkKey(tenantId, ""), new LinkKey(tenantId + "\0", "")));
    }

    Census census() {
        return new Census(
                Map.copyOf(phases),
                inFlight.values().stream().mapToInt(Integer::intValue).sum(),
                inDoubt.size(),
                inDoubt.values().stream().min(Instant::compareTo).orElse(null));
    }

    private static Set<String> targets(LinkWork work) {
        var targets = new HashSet<String>();
        var tenant = work.key().tenantId();
        var call = work.inFlight();
        if (call != null && call.kind() == StepKind.CREATE_COMPANY && call.companyName() != null) {
            targets.add(nameTarget(tenant, call.companyName()));
        }
        if (call != null
                && call.kind().effect()
                && call.kind().vendor() == Vendor.GRAVITYZONE
                && call.companyId() != null) {
            targets.add(companyKey(tenant, call.companyId()));
        }
        work.doubts().stream()
                .filter(Doubt::open)
                .map(doubt -> doubt.companyName() == null ? null : nameTarget(tenant, doubt.companyName()))
                .filter(Objects::nonNull)
                .forEach(targets::add);
        return targets;
    }

    private static @Nullable String target(String tenantId, Step step) {
        return switch (step) {
            case Step.CreateCompany create -> nameTarget(tenantId, create.name());
            case Step.CreatePackage create -> companyKey(tenantId, create.companyId());
            case Step.UpdatePackage update -> companyKey(tenantId, update.companyId());
            case Step.DeletePackage delete -> companyKey(tenantId, delete.companyId());
            case Step.ChangeCompany change -> companyKey(tenantId, change.companyId());
            // A site has one link, and a link one call under way.
            case Step.WriteVariable _, Step.DeleteVariable _ -> null;
            case Step.FindCompanyByName _,
                    Step.FindCompanyById _,
                    Step.FindCompanies _,
                    Step.FindPackage _,
                    Step.ReadPackage _,
                    Step.ReadPackageLink _,
                    Step.ReadPackageLinks _,
                    Step.ReadLicence _,
                    Step.CountEndpoints _,
                    Step.ReadVariable _ -> null;
        };
    }

    private static String nameTarget(String tenantId, String name) {
        return tenantId + "|name|" + CompanyName.key(name);
    }

    private static String companyKey(String tenantId, String companyId) {
        return tenantId + "|id|" + companyId;
    }
}
