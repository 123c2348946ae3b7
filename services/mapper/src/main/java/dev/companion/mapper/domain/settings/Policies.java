package dev.companion.mapper.domain.settings;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far rules may go, with each type of discrepancy and with suggestions.
 *
 * @param healing whether a change behind a ready link is repaired automatically
 * @param exceptions the types whose level is not the usual one, in the order of types. The usual level is ACT for healed
 *     types while healing is on, and SUGGEST otherwise, so a healed type is listed only if its level is OBSERVE
 * @param suggestions how far rules may go in linking sites to existing companies
 */
public record Policies(boolean healing, List<Policy> exceptions, PolicyLevel suggestions) {

    /** In force until a person saves others: healing is on, and a person decides about everything else. */
    public static final Policies INITIAL = new Policies(true, List.of(), PolicyLevel.SUGGEST);

    public Policies {
        exceptions = List.copyOf(exceptions);
    }

    public PolicyLevel levelOf(DiscrepancyType type) {
        var chosen = exceptions.stream()
                .filter(policy -> policy.type() == type)
                .map(Policy::level)
                .findFirst()
                .orElse(PolicyLevel.UNKNOWN);
        return type.levelInForce(chosen, healing);
    }

    /** Healed types share one level, and {@code healing} says whether it is ACT. */
    Policies with(Policy later) {
        if (!later.type().isHealed()) {
            return new Policies(healing, replaced(Stream.of(later)), suggestions);
        }
        var heals = later.level() == PolicyLevel.ACT;
        var all = DiscrepancyType.healed().stream().map(type -> new Policy(type, later.level()));
        return new Policies(heals, replaced(all), suggestions);
    }

    /** The healed types change their level too. */
    Policies withHealing(boolean on) {
        return with(new Policy(DiscrepancyType.ASSOCIATION_MISSING, on ? PolicyLevel.ACT : PolicyLevel.SUGGEST));
    }

    /** @param level null keeps the present one */
    Policies withSuggestions(@Nullable PolicyLevel level) {
        return level == null ? this : new Policies(healing, exceptions, level);
    }

    private List<Policy> replaced(Stream<Policy> later) {
        var changes = later.toList();
        return Stream.concat(
                        exceptions.stream()
                                .filter(policy -> changes.stream().noneMatch(other -> other.type() == policy.type())),
                        changes.stream().filter(policy -> !isUsual(policy)))
                .sorted(Comparator.comparing(Policy::type))
                .toList();
    }

    private static boolean isUsual(Policy policy) {
        return policy.level() == PolicyLevel.SUGGEST
                || (policy.level() == PolicyLevel.ACT && policy.type().isHealed());
    }
}
