package dev.companion.operations.domain.keys;

import dev.companion.operations.domain.Outcome;
import dev.companion.operations.domain.keys.Sealed.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a rotation and their order. A key seals only when every opener has it, and it is removed only when nothing is
 * sealed with it and every stored secret opens with what is left.
 */
public final class RotationRules {

    private static final int TENANTS_NAMED = 10;

    private RotationRules() {}

    /** @param seals the public keyset; null if it is not given */
    public static Step status(Keyset opens, @Nullable Keyset seals, Sealed sealed) {
        var lines = new ArrayList<String>();
        for (var key : opens.keys()) {
            lines.add("key %d: %s; stored secrets %d, saves not decided %d"
                    .formatted(
                            key.id(),
                            key.seals() ? "seals and opens" : "opens",
                            sealed.storedWith(key.id()),
                            sealed.waitingWith(key.id())));
        }
        for (var id : sealed.used()) {
            if (!opens.has(id)) {
                lines.add("key %d: not in the private keyset; stored secrets %d, saves not decided %d"
                        .formatted(id, sealed.storedWith(id), sealed.waitingWith(id)));
            }
        }
        var lost = lost(sealed);
        if (!lost.isEmpty()) {
            lines.addAll(lost);
            return Step.refused(lines);
        }
        if (seals != null && !opens.has(seals.sealing())) {
            lines.add(
                    "the public keyset seals with key %d, which the private one lacks: what the console saves cannot be opened. Give it the public keyset that belongs to the private one"
                            .formatted(seals.sealing()));
            return Step.refused(lines);
        }
        lines.add(next(opens, seals, sealed));
        return new Step(lines, isFinished(opens, seals, sealed) ? Outcome.SAME : Outcome.DIFFERS, Set.of());
    }

    private static String next(Keyset opens, @Nullable Keyset seals, Sealed sealed) {
        if (opens.newest() != opens.sealing()) {
            return "next: when poller and provisioner were restarted with this private keyset, companion keys promote";
        }
        if (seals != null && seals.sealing() != opens.sealing()) {
            return "next: companion keys promote, because the public keyset still seals with key %d"
                    .formatted(seals.sealing());
        }
        if (!sealed.resealable(opens.sealing()).isEmpty()) {
            return "next: when the console was restarted with the public keyset, companion keys reseal";
        }
        return opens.former().isEmpty()
                ? "every stored secret is sealed with the only key"
                : "next: companion keys remove, because no stored secret is sealed with a former key";
    }

    private static boolean isFinished(Keyset opens, @Nullable Keyset seals, Sealed sealed) {
        return opens.keys().size() == 1
                && (seals == null || seals.equals(opens))
                && sealed.resealable(opens.sealing()).isEmpty();
    }

    /** A second key is not added before the first one seals: it would be forgotten. */
    public static Step add(Keyset opens) {
        return opens.newest() == opens.sealing()
                ? Step.of(Set.of(), "a new key is added to the private keyset; it opens, and seals nothing yet")
                : Step.refused(List.of(
                        "key %d was added already and does not seal yet: restart poller and provisioner with this private keyset, then companion keys promote"
                                .formatted(opens.newest())));
    }

    /** @param seals the public keyset */
    public static Step promote(Keyset opens, Keyset seals) {
        var newest = opens.newest();
        if (opens.sealing() == newest && seals.equals(opens)) {
            return Step.nothing("key %d seals already, in both keysets".formatted(newest));
        }
        if (!opens.has(seals.sealing())) {
            return Step.refused(List.of(
                    "the public keyset seals with key %d, which the private one lacks: they are not of one installation"
                            .formatted(seals.sealing())));
        }
        return Step.of(
                Set.of(newest),
                "key %d seals from now on, in the private keyset and in the public one; the former keys still open"
                        .formatted(newest),
                "only if poller and provisioner were restarted with the private keyset after the key was added: until they have it, they cannot open what the console seals with it");
    }

    /** What can be opened is sealed again even if other secrets are lost. */
    public static Step reseal(Keyset opens, Sealed sealed) {
        var wanted = sealed.resealable(opens.sealing());
        var lost = lost(sealed);
        if (wanted.isEmpty()) {
            return lost.isEmpty()
                    ? Step.nothing("every stored secret is sealed with key %d".formatted(opens.sealing()))
                    : Step.refused(lost);
        }
        var lines = new ArrayList<String>();
        lines.add("stored secrets to seal with key %d: %d of %d tenants"
                .formatted(opens.sealing(), wanted.size(), tenants(wanted).size()));
        lines.addAll(lost);
        return new Step(lines, Outcome.DIFFERS, Set.of(opens.sealing()));
    }

    /**
     * @param seals the public keyset
     * @param unread how many records of secrets the poller has not read, which opens what it has in its own state
     */
    public static Step remove(Keyset opens, Keyset seals, Sealed sealed, long unread) {
        var former = new TreeSet<>(opens.former());
        if (seals.sealing() != opens.sealing()) {
            return Step.refused(List.of(
                    "the public keyset seals with key %d and the private one with %d: companion keys promote first"
                            .formatted(seals.sealing(), opens.sealing())));
        }
        var refusals = new ArrayList<>(lost(sealed));
        for (var id : former) {
            if (sealed.storedWith(id) > 0) {
                refusals.add("stored secrets are sealed with key %d (%d): companion keys reseal first"
                        .formatted(id, sealed.storedWith(id)));
            }
            if (sealed.waitingWith(id) > 0) {
                refusals.add(
                        "saves that the mapper has not decided are sealed with key %d (%d): let it decide them, then companion keys reseal again"
                                .formatted(id, sealed.waitingWith(id)));
            }
        }
        if (unread > 0 && !former.isEmpty()) {
            refusals.add(
                    "the poller has not read what was stored last (%d records of stored secrets) and may hold what is sealed with a former key: start it, then the same command again"
                            .formatted(unread));
        }
        if (!refusals.isEmpty()) {
            return Step.refused(refusals);
        }
        return former.isEmpty()
                ? Step.nothing("there is no former key")
                : Step.of(
                        former,
                        "to remove from both keysets: key %s. Nothing that is stored is sealed with it"
                                .formatted(words(former)),
                        "only if every console was restarted with the public keyset after the key was promoted: what one seals with a removed key cannot be opened",
                        "backups from before, and requests of the last 30 days, are sealed with it: to open them, keep a copy of the private keyset as it is now");
    }

    private static List<String> lost(Sealed sealed) {
        var lost = sealed.lost();
        if (lost.isEmpty()) {
            return List.of();
        }
        var tenants = tenants(lost);
        var named = tenants.stream().limit(TENANTS_NAMED).collect(Collectors.joining(", "));
        return List.of(
                "stored secrets that no key of the private keyset opens: %d, of tenant %s%s. Put the keyset with their key back, or save the credentials of these tenants again; until then no key is removed"
                        .formatted(
                                lost.size(),
                                named,
                                tenants.size() > TENANTS_NAMED
                                        ? " and %d more".formatted(tenants.size() - TENANTS_NAMED)
                                        : ""));
    }

    private static TreeSet<String> tenants(Collection<Stored> secrets) {
        return secrets.stream().map(Stored::tenantId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
