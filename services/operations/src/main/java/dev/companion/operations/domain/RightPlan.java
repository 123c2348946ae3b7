package dev.companion.operations.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Missing rights are granted; a right too many is named and never taken away, because another program may need it. */
public final class RightPlan {

    private RightPlan() {}

    /**
     * @param missing what our principals need and do not have
     * @param excess what our principals have beyond the catalogue
     * @param foreign what others may do with topics that are not public
     */
    public static Plan of(Collection<Right> missing, Collection<Right> excess, Collection<Right> foreign, Tools tools) {
        var differences = new ArrayList<Difference>();
        missing.stream()
                .sorted()
                .forEach(right -> differences.add(new Difference(
                        right.principal(),
                        "missing: " + right.text(),
                        Difference.Mend.APPLY,
                        List.of(grant(right, tools)))));
        excess.stream()
                .sorted()
                .forEach(right -> differences.add(new Difference(
                        right.principal(),
                        "too many: " + right.text(),
                        Difference.Mend.PERSON,
                        List.of(takeAway(right, tools)))));
        foreign.stream()
                .sorted()
                .forEach(right -> differences.add(new Difference(
                        right.principal(),
                        "beside the catalogue: " + right.text(),
                        Difference.Mend.PERSON,
                        List.of(takeAway(right, tools)))));
        return new Plan("acls", differences);
    }

    /** The command that grants it. */
    public static String grant(Right right, Tools tools) {
        return tools.command("kafka-acls.sh", "--add " + right.arguments());
    }

    /** The command that takes it away. */
    public static String takeAway(Right right, Tools tools) {
        return tools.command("kafka-acls.sh", "--remove --force " + right.arguments());
    }
}
