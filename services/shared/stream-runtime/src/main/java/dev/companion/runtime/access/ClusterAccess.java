package dev.companion.runtime.access;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Applies passwords and rights to a cluster. Whatever our own principals may do beyond the catalogue is taken away;
 * principals that an operator added are left alone.
 */
public final class ClusterAccess {

    // Passwords are 256 random bits, so that more iterations would only slow each connection down.
    private static final int ITERATIONS = 4_096;

    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(30);
    private static final Duration APPLIED_POLL = Duration.ofMillis(50);

    /**
     * How the rights in a cluster differ from the catalogue's.
     *
     * @param missing a service cannot work without them
     * @param excess what our principals may do beyond the catalogue
     * @param foreign what other principals, or all of them, may do with topics that are not public; never taken away
     */
    public record Comparison(Set<AclBinding> missing, Set<AclBinding> excess, Set<AclBinding> foreign) {}

    /** They show that a topic is there, and nothing of what is in it. */
    private static final Set<AclOperation> HARMLESS = Set.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);

    private final TopicCatalogue catalogue;
    private final boolean anonymous;

    /** @param anonymous whether anybody may read the public topics */
    public ClusterAccess(TopicCatalogue catalogue, boolean anonymous) {
        this.catalogue = catalogue;
        this.anonymous = anonymous;
    }

    /** @param admin with the right to alter the cluster */
    public void apply(Admin admin, AccessFiles files) throws InterruptedException {
        try {
            applyPasswords(admin, files);
            applyRights(admin);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private void applyPasswords(Admin admin, AccessFiles files) throws ExecutionException, InterruptedException {
        var mechanism = ScramMechanism.fromMechanismName(AccessFiles.MECHANISM);
        List<UserScramCredentialAlteration> passwords = new ArrayList<>();
        for (var principal : AccessRights.principals(catalogue)) {
            passwords.add(new UserScramCredentialUpsertion(
                    principal, new ScramCredentialInfo(mechanism, ITERATIONS), files.password(principal)));
        }
        admin.alterUserScramCredentials(passwords).all().get();
    }

    private void applyRights(Admin admin) throws ExecutionException, InterruptedException {
        var differs = compare(admin);
        if (!differs.missing().isEmpty()) {
            admin.createAcls(differs.missing()).all().get();
        }
        if (!differs.excess().isEmpty()) {
            admin.deleteAcls(differs.excess().stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        }
        awaitApplied(admin, AccessRights.of(catalogue, anonymous));
    }

    /** Changes nothing. */
    public Comparison compare(Admin admin) throws ExecutionException, InterruptedException {
        return compare(granted(admin));
    }

    /** @param all rights of the cluster */
    Comparison compare(Collection<AclBinding> all) {
        var granted = ours(all);
        var right = AccessRights.of(catalogue, anonymous);
        var others = all.stream()
                .filter(binding -> !granted.contains(binding))
                .filter(this::opens)
                .collect(Collectors.toSet());
        return new Comparison(without(right, granted), without(granted, right), others);
    }

    private boolean opens(AclBinding binding) {
        var pattern = binding.pattern();
        return binding.entry().permissionType() == AclPermissionType.ALLOW
                && pattern.resourceType() == ResourceType.TOPIC
                && !HARMLESS.contains(binding.entry().operation())
                && catalogue.rows().stream()
                        .filter(row -> row.visibility() != Visibility.YES)
                        .anyMatch(row -> pattern.patternType() == PatternType.PREFIXED
                                ? row.name().startsWith(pattern.name())
                                : pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE)
                                        || pattern.name().equals(row.name()));
    }

    /**
     * The controller has committed passwords and rights; the broker applies them in that order, a moment later. A client
     * that comes before is refused.
     */
    private void awaitApplied(Admin admin, Set<AclBinding> right) throws ExecutionException, InterruptedException {
        var until = System.nanoTime() + APPLIED_WITHIN.toNanos();
        while (!ours(granted(admin)).equals(right)) {
            if (System.nanoTime() - until > 0) {
                throw new KafkaException("rights: the broker does not apply them within " + APPLIED_WITHIN);
            }
            Thread.sleep(APPLIED_POLL);
        }
    }

    private static Collection<AclBinding> granted(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeAcls(AclBindingFilter.ANY).values().get();
    }

    /** The rights that our principals have now. */
    private Set<AclBinding> ours(Collection<AclBinding> all) {
        var users = AccessRights.principals(catalogue).stream()
                .map(AccessRights::user)
                .collect(Collectors.toSet());
        users.add(AccessRights.user(AccessRights.ANONYMOUS));
        return all.stream()
                .filter(binding -> users.contains(binding.entry().principal()))
                .collect(Collectors.toSet());
    }

    private static Set<AclBinding> without(Set<AclBinding> all, Set<AclBinding> some) {
        var rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
