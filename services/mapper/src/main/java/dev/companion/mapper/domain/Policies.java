package dev.companion.mapper.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far rules may go with each type of discrepancy.
 *
 * @param healing whether what somebody changed behind a ready link is put right by itself
 * @param named the types whose level is not the usual one, in the order of types. Usual is ACT for what is healed while
 *     healing is on, and SUGGEST for everything else, so what is healed is named only where it is OBSERVE
 */
record Policies(boolean healing, List<Policy> named) {

    PolicyLevel levelOf(DiscrepancyType type) {
        return named.stream()
                .filter(policy -> policy.type() == type)
                .map(Policy::level)
                .findFirst()
                .orElseGet(() -> usual(type));
    }

    /** What is healed shares one level, and healing says whether that is ACT. */
    Policies with(Policy later) {
        if (!later.type().isHealed()) {
            return new Policies(healing, replaced(Stream.of(later)));
        }
        var heals = later.level() == PolicyLevel.ACT;
        var all = DiscrepancyType.HEALED.stream().map(type -> new Policy(type, later.level()));
        return new Policies(heals, replaced(all));
    }

    private List<Policy> replaced(Stream<Policy> later) {
        var changes = later.toList();
        return Stream.concat(
                        named.stream()
                                .filter(policy -> changes.stream().noneMatch(other -> other.type() == policy.type())),
                        changes.stream().filter(policy -> !isUsual(policy)))
                .sorted(Comparator.comparing(Policy::type))
                .toList();
    }

    private static boolean isUsual(Policy policy) {
        return policy.level() == PolicyLevel.SUGGEST
                || (policy.level() == PolicyLevel.ACT && policy.type().isHealed());
    }

    private PolicyLevel usual(DiscrepancyType type) {
        return healing && type.isHealed() ? PolicyLevel.ACT : PolicyLevel.SUGGEST;
    }
}
