package dev.companion.operations.domain;

import java.util.Comparator;

/**
 * One access right in a cluster.
 *
 * @param principal as Kafka names it, such as {@code User:poller}
 * @param name of the resource, or what its name begins with
 * @param operation as {@code kafka-acls.sh} writes it, such as {@code DescribeConfigs}
 * @param host from where; {@code *} from everywhere
 */
public record Right(
        boolean deny, String principal, Resource resource, String name, boolean prefix, String operation, String host)
        implements Comparable<Right> {

    /** What a right is for. */
    public enum Resource {
        TOPIC("topic", "--topic"),
        GROUP("group", "--group"),
        TRANSACTIONAL_ID("transactional id", "--transactional-id"),
        CLUSTER("cluster", "--cluster"),
        DELEGATION_TOKEN("delegation token", "--delegation-token"),
        USER("user", "--user-principal");

        private final String word;
        private final String option;

        Resource(String word, String option) {
            this.word = word;
            this.option = option;
        }
    }

    @Override
    public int compareTo(Right other) {
        return Comparator.comparing(Right::principal)
                .thenComparing(Right::resource)
                .thenComparing(Right::name)
                .thenComparing(Right::prefix)
                .thenComparing(Right::operation)
                .thenComparing(Right::deny)
                .thenComparing(Right::host)
                .compare(this, other);
    }

    /** In words, such as: User:poller may Read topic a. */
    public String text() {
        return "%s %s %s %s%s"
                .formatted(
                        principal,
                        deny ? "is denied" : "may",
                        operation,
                        resource == Resource.CLUSTER
                                ? "the cluster"
                                : resource.word + (prefix ? "s " + name + "*" : " " + name),
                        host.equals("*") ? "" : " from " + host);
    }

    /** As arguments of {@code kafka-acls.sh}. */
    String arguments() {
        return "--%s-principal %s --operation %s %s%s%s"
                .formatted(
                        deny ? "deny" : "allow",
                        principal,
                        operation,
                        resource == Resource.CLUSTER ? resource.option : resource.option + " '" + name + "'",
                        prefix ? " --resource-pattern-type prefixed" : "",
                        host.equals("*") ? "" : " --%s-host %s".formatted(deny ? "deny" : "allow", host));
    }
}
