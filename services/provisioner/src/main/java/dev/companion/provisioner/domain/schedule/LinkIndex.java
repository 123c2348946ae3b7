package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.outcome.CompanyClaims;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import dev.companion.vocabulary.CompanyName;
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
 * In-memory secondary indexes over all link states: who uses which company, what is being changed, how many calls are
 * running. Rebuilt from the ledger on start.
 */
public final class LinkIndex implements CompanyClaims {

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
    private final Map<LinkKey, Instant> unknownSince = new HashMap<>();
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);

    /** Replaces the entries of {@code before} by those of {@code after}; null for a new or a removed link. */
    public void replace(@Nullable LinkState before, @Nullable LinkState after, Instant now) {
        if (before != null) {
            removeEntries(before, now);
        }
        if (after != null) {
            addEntries(after);
        }
    }

    private void addEntries(LinkState state) {
        var key = state.key();
        keys.add(key);
        if (state.company() != null && state.spec().present()) {
            companies
                    .computeIfAbsent(companyKey(key.tenantId(), state.company().id()), _ -> new HashSet<>())
                    .add(key);
        }
        state.createdCompanies().forEach(made -> makers.putIfAbsent(companyKey(key.tenantId(), made.id()), key));
        targets(state)
                .forEach(target ->
                        changing.computeIfAbsent(target, _ -> new HashSet<>()).add(key));
        settledNames(state)
                .forEach(name ->
                        evidence.computeIfAbsent(name, _ -> new HashSet<>()).add(key));
        linkCounts.merge(key.tenantId(), 1, Integer::sum);
        if (state.pkg() != null) {
            packages.put(companyKey(key.tenantId(), state.pkg().id()), key);
        }
        if (isBuilding(state)) {
            building.computeIfAbsent(key.tenantId(), _ -> new TreeSet<>()).add(key);
        }
        if (state.inFlight() != null) {
            inFlight.merge(key.tenantId(), 1, Integer::sum);
            inFlightByKind.merge(kindKey(key.tenantId(), state.inFlight().kind()), 1, Integer::sum);
        }
        state.unknownOutcomes().stream()
                .filter(UnknownOutcome::open)
                .map(UnknownOutcome::openedAt)
                .min(Instant::compareTo)
                .ifPresent(since -> unknownSince.put(key, since));
        if (state.status() != null) {
            phases.merge(state.status().phase(), 1, Integer::sum);
        }
    }

    private void removeEntries(LinkState state, Instant now) {
        var key = state.key();
        keys.remove(key);
        if (state.company() != null && state.spec().present()) {
            companies.computeIfPresent(
                    companyKey(key.tenantId(), state.company().id()), (_, users) -> {
                        users.remove(key);
                        return users.isEmpty() ? null : users;
                    });
        }
        state.createdCompanies().forEach(made -> makers.remove(companyKey(key.tenantId(), made.id()), key));
        for (var target : targets(state)) {
            changing.computeIfPresent(target, (_, holders) -> {
                holders.remove(key);
                return holders.isEmpty() ? null : holders;
            });
            changedAt.put(target, now);
        }
        settledNames(state)
                .forEach(name -> evidence.computeIfPresent(name, (_, holders) -> {
                    holders.remove(key);
                    return holders.isEmpty() ? null : holders;
                }));
        linkCounts.computeIfPresent(key.tenantId(), LinkIndex::oneLess);
        if (state.pkg() != null) {
            packages.remove(companyKey(key.tenantId(), state.pkg().id()), key);
        }
        building.computeIfPresent(key.tenantId(), (_, waiting) -> {
            waiting.remove(key);
            return waiting.isEmpty() ? null : waiting;
        });
        if (state.inFlight() != null) {
            inFlight.computeIfPresent(key.tenantId(), LinkIndex::oneLess);
            inFlightByKind.computeIfPresent(
                    kindKey(key.tenantId(), state.inFlight().kind()), LinkIndex::oneLess);
        }
        unknownSince.remove(key);
        if (state.status() != null) {
            phases.computeIfPresent(state.status().phase(), LinkIndex::oneLess);
        }
    }

    private static <K> @Nullable Integer oneLess(K key, Integer count) {
        return count == 1 ? null : count - 1;
    }

    /** Whether the link waits only for the link of its package. */
    private static boolean isBuilding(LinkState state) {
        return state.spec().present()
                && state.pkg() != null
                && !state.pkg().unsure()
                && state.pkg().content() == LinkedPackage.Content.AS_WANTED
                && state.company() != null
                && !state.company().unsure()
                && state.kit() != null
                && state.kit().usableLink() == null;
    }

    private static Set<String> settledNames(LinkState state) {
        var names = new HashSet<String>();
        for (var unknown : state.unknownOutcomes()) {
            if (!unknown.open() && unknown.companyName() != null) {
                names.add(nameTarget(state.key().tenantId(), unknown.companyName()));
            }
        }
        return names;
    }

    /** Other links that tried to create a company of the name and settled that it does not exist. */
    public Set<LinkKey> othersThatTried(LinkKey link, String name) {
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

    /** The link that uses the package; null if none does. */
    public @Nullable LinkKey userOfPackage(String tenantId, String packageId) {
        return packages.get(companyKey(tenantId, packageId));
    }

    public int inFlightOf(String tenantId, StepKind kind) {
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
    public boolean createdForAnother(String companyId, LinkKey link) {
        var maker = makers.get(companyKey(link.tenantId(), companyId));
        return maker != null && !maker.equals(link);
    }

    @Override
    public boolean contested(String name, LinkKey link) {
        return heldByAnother(nameTarget(link.tenantId(), name), link);
    }

    public Set<LinkKey> usersOf(String tenantId, String companyId) {
        return Set.copyOf(companies.getOrDefault(companyKey(tenantId, companyId), Set.of()));
    }

    /** Whether another link is changing, or may have changed, what the step would change. */
    public boolean busy(LinkKey link, Step step) {
        var target = target(link.tenantId(), step);
        return target != null && heldByAnother(target, link);
    }

    /** Whether any link may have created what the step would create since the given time. */
    public boolean changedSince(LinkKey link, Step step, Instant moment) {
        var target = target(link.tenantId(), step);
        var last = target == null ? null : changedAt.get(target);
        return last != null && !last.isBefore(moment);
    }

    /** Forgets changes that every proof in use is younger than. */
    public void forgetChangesBefore(Instant moment) {
        changedAt.values().removeIf(at -> at.isBefore(moment));
    }

    private boolean heldByAnother(String target, LinkKey link) {
        return changing.getOrDefault(target, Set.of()).stream().anyMatch(holder -> !holder.equals(link));
    }

    public int inFlightOf(String tenantId) {
        return inFlight.getOrDefault(tenantId, 0);
    }

    public Iterable<LinkKey> linksOf(String tenantId) {
        return Set.copyOf(keys.subSet(new LinkKey(tenantId, ""), new LinkKey(tenantId + "\0", "")));
    }

    public LinkCounts counts() {
        return new LinkCounts(
                Map.copyOf(phases),
                inFlight.values().stream().mapToInt(Integer::intValue).sum(),
                unknownSince.size(),
                unknownSince.values().stream().min(Instant::compareTo).orElse(null));
    }

    private static Set<String> targets(LinkState state) {
        var targets = new HashSet<String>();
        var tenant = state.key().tenantId();
        var call = state.inFlight();
        if (call != null && call.kind() == StepKind.CREATE_COMPANY && call.companyName() != null) {
            targets.add(nameTarget(tenant, call.companyName()));
        }
        if (call != null
                && call.kind().effect()
                && call.kind().vendor() == Vendor.GRAVITYZONE
                && call.companyId() != null) {
            targets.add(companyKey(tenant, call.companyId()));
        }
        state.unknownOutcomes().stream()
                .filter(UnknownOutcome::open)
                .map(unknown -> unknown.companyName() == null ? null : nameTarget(tenant, unknown.companyName()))
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
            // A site has one link, and a link one running call.
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
        return tenantId + "|name|" + new CompanyName(name).key();
    }

    private static String companyKey(String tenantId, String companyId) {
        return tenantId + "|id|" + companyId;
    }
}
