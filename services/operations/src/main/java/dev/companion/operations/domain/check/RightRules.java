package dev.companion.operations.domain.check;

import dev.companion.operations.domain.Right;
import dev.companion.operations.domain.RightPlan;
import dev.companion.operations.domain.Tools;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A missing right stops a service. One too many is a fault if it opens a topic that is not for everyone, or the cluster;
 * so is such a right of a principal that is not ours.
 */
public final class RightRules {

    private static final String CHECK = "acls";
    private static final Set<String> HARMLESS = Set.of("Describe", "DescribeConfigs");
    /** With one of these, a principal grants itself any right, or speaks as a broker. */
    private static final Set<String> OPEN_THE_CLUSTER = Set.of("Alter", "All", "ClusterAction");

    private RightRules() {}

    /**
     * @param foreign what others may do with internal topics
     * @param internal topics that are not public, such as that of the secrets
     */
    public static List<Finding> of(
            Collection<Right> missing,
            Collection<Right> excess,
            Collection<Right> foreign,
            Set<String> internal,
            Tools tools) {
        var findings = new ArrayList<Finding>();
        missing.stream()
                .sorted()
                .forEach(right -> findings.add(Finding.fault(
                        CHECK,
                        right.principal(),
                        "missing: " + right.text(),
                        "every right of the catalogue",
                        "companion admin acls apply, or " + RightPlan.grant(right, tools))));
        excess.stream()
                .sorted()
                .forEach(right -> findings.add(new Finding(
                        opens(right, internal) ? Finding.Level.FAULT : Finding.Level.WARNING,
                        CHECK,
                        right.principal(),
                        "too many: " + right.text(),
                        "no right beyond the catalogue",
                        RightPlan.takeAway(right, tools))));
        foreign.stream()
                .sorted()
                .forEach(right -> findings.add(Finding.fault(
                        CHECK,
                        right.principal(),
                        "beside the catalogue: " + right.text(),
                        "no other principal reads or writes a topic that is not public",
                        RightPlan.takeAway(right, tools))));
        return findings;
    }

    private static boolean opens(Right right, Set<String> internal) {
        if (right.resource() == Right.Resource.CLUSTER) {
            return !right.deny() && OPEN_THE_CLUSTER.contains(right.operation());
        }
        return !right.deny()
                && right.resource() == Right.Resource.TOPIC
                && !HARMLESS.contains(right.operation())
                && internal.stream()
                        .anyMatch(topic -> right.prefix()
                                ? topic.startsWith(right.name())
                                : right.name().equals("*") || right.name().equals(topic));
    }
}
