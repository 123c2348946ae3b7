package dev.companion.operations.domain.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether each service works: its consumer group, how far it is behind, and transactions that block others. */
public final class GroupRules {

    private static final String CHECK = "groups";

    /** @param lag records that are not read yet, in all partitions */
    public record Group(String id, int members, long lag) {}

    /** @param open since when */
    public record Transaction(String id, Duration open) {}

    private GroupRules() {}

    /**
     * @param lagMax what is not worth a word
     * @param transactions that are open for longer than a service needs
     */
    public static List<Finding> of(Collection<Group> groups, long lagMax, Collection<Transaction> transactions) {
        var findings = new ArrayList<Finding>();
        for (var group : groups) {
            if (group.members() == 0) {
                findings.add(Finding.fault(
                        CHECK,
                        group.id(),
                        "no member",
                        "at least one: the service is running",
                        "start the service; if it runs, its readiness says what it waits for"));
            }
            if (group.lag() > lagMax) {
                findings.add(
                        Finding.warning(
                                CHECK,
                                group.id(),
                                "%d records are not read yet".formatted(group.lag()),
                                "at most " + lagMax,
                                "look again in a minute. If it does not shrink: readiness of the service, dead letters, another instance"));
            }
        }
        for (var transaction : transactions) {
            findings.add(Finding.fault(
                    CHECK,
                    "transaction " + transaction.id(),
                    "open for %d s: readers do not get past it"
                            .formatted(transaction.open().toSeconds()),
                    "a few seconds",
                    "kafka-transactions.sh find-hanging, then kafka-transactions.sh abort for what it names"));
        }
        return findings;
    }
}
