package dev.companion.operations.admin;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.Plan;
import dev.companion.operations.domain.Right;
import dev.companion.operations.domain.RightPlan;
import dev.companion.runtime.access.AccessRights;
import dev.companion.runtime.access.ClusterAccess;
import dev.companion.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;

/** The access rights of our principals. */
public final class Rights implements Applicable {

    private final Connection connection;
    private final Admin admin;
    private final ClusterAccess access;
    private final Set<String> principals;

    /**
     * @param principals whose rights count, without {@code User:}; all of the catalogue if empty
     * @param anonymous whether clients without credentials may read the public topics
     */
    public Rights(Connection connection, Admin admin, List<String> principals, boolean anonymous) {
        this.connection = connection;
        this.admin = admin;
        this.access = new ClusterAccess(TopicCatalogue.load(), anonymous);
        this.principals = principals.stream().map(name -> "User:" + name).collect(Collectors.toSet());
    }

    /**
     * @param excess what our principals may do beyond the catalogue
     * @param foreign what others may do with topics that are not public
     */
    public record Comparison(List<Right> missing, List<Right> excess, List<Right> foreign) {}

    /** Why these are no principals of ours; empty if they are. */
    public static Optional<String> refusal(List<String> principals) {
        var known = new ArrayList<>(AccessRights.principals(TopicCatalogue.load()));
        known.add(AccessRights.ANONYMOUS);
        var unknown = principals.stream().filter(name -> !known.contains(name)).toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("--principals %s: not known (expected: %s)"
                        .formatted(String.join(",", unknown), String.join(", ", known)));
    }

    /** Changes nothing. */
    public Comparison compare() throws ExecutionException, InterruptedException {
        var comparison = access.compare(admin);
        return new Comparison(rights(comparison.missing()), rights(comparison.excess()), rights(comparison.foreign()));
    }

    @Override
    public Plan plan() throws ExecutionException, InterruptedException {
        var comparison = compare();
        return RightPlan.of(comparison.missing(), comparison.excess(), comparison.foreign(), connection.tools());
    }

    @Override
    public void apply() throws ExecutionException, InterruptedException {
        admin.createAcls(ours(access.compare(admin).missing())).all().get();
    }

    private List<AclBinding> ours(Set<AclBinding> bindings) {
        return bindings.stream()
                .filter(binding -> principals.isEmpty()
                        || principals.contains(binding.entry().principal()))
                .toList();
    }

    private List<Right> rights(Set<AclBinding> bindings) {
        return ours(bindings).stream().map(Rights::right).toList();
    }

    static Right right(AclBinding binding) {
        var pattern = binding.pattern();
        var entry = binding.entry();
        return new Right(
                entry.permissionType() == AclPermissionType.DENY,
                entry.principal(),
                Right.Resource.valueOf(pattern.resourceType().name()),
                pattern.name(),
                pattern.patternType() == PatternType.PREFIXED,
                words(entry.operation().name()),
                entry.host());
    }

    /** DESCRIBE_CONFIGS is DescribeConfigs in Kafka's tools. */
    private static String words(String operation) {
        return Arrays.stream(operation.split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
