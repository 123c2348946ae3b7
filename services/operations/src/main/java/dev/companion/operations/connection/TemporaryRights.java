package dev.companion.operations.connection;

import dev.companion.runtime.access.AccessRights;
import dev.companion.schemas.Instance;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Rights that the administrator grants itself for as long as the command runs: it may read no topic otherwise, and no credentials
 * that always may read or write all of them lie around. It takes back whatever the catalogue does not give for good, so also what a
 * killed command has left. If the process is killed, {@code admin acls check} names what is left.
 */
public final class TemporaryRights implements AutoCloseable {

    /** Transactional id of a restore. */
    public static final String TRANSACTION = Instance.ofThisProcess().id("restore");

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 300;

    private final Admin admin;
    private final List<AclBinding> temporary;
    private final Thread onExit = new Thread(this::takeBack, "take rights back");

    private TemporaryRights(Admin admin, List<AclBinding> temporary) {
        this.admin = admin;
        this.temporary = temporary;
        if (!temporary.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(onExit);
        }
    }

    /** For credentials that have all rights, and for a cluster without access control. */
    static TemporaryRights none(Admin admin) {
        return new TemporaryRights(admin, List.of());
    }

    static TemporaryRights toRead(Admin admin, String principal) throws ExecutionException, InterruptedException {
        return grant(admin, topics(principal, AclOperation.READ).toList());
    }

    static TemporaryRights toRestore(Admin admin, String principal) throws ExecutionException, InterruptedException {
        var transaction = binding(
                principal,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, TRANSACTION, PatternType.LITERAL),
                AclOperation.WRITE);
        return grant(
                admin,
                Stream.concat(
                                Stream.concat(
                                        topics(principal, AclOperation.READ), topics(principal, AclOperation.WRITE)),
                                Stream.of(transaction))
                        .toList());
    }

    static TemporaryRights toRequest(Admin admin, String principal) throws ExecutionException, InterruptedException {
        var requests = binding(
                principal,
                new ResourcePattern(ResourceType.TOPIC, Topics.REQUESTS.name(), PatternType.LITERAL),
                AclOperation.WRITE);
        return grant(
                admin,
                Stream.concat(topics(principal, AclOperation.READ), Stream.of(requests))
                        .toList());
    }

    private static Stream<AclBinding> topics(String principal, AclOperation operation) {
        return Stream.of(
                        Instance.ofThisProcess().topicPrefix(),
                        Instance.ofThisProcess().idPrefix())
                .map(prefix -> binding(
                        principal, new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED), operation));
    }

    private static AclBinding binding(String principal, ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(
                pattern, new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static TemporaryRights grant(Admin admin, List<AclBinding> wanted)
            throws ExecutionException, InterruptedException {
        List<AclBinding> missing;
        try {
            missing = missing(admin, wanted);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                return none(admin);
            }
            throw e;
        }
        var forGood = AccessRights.of(TopicCatalogue.load(), false);
        var rights = new TemporaryRights(
                admin, wanted.stream().filter(each -> !forGood.contains(each)).toList());
        try {
            admin.createAcls(missing).all().get();
            for (var looks = 0; !missing(admin, wanted).isEmpty(); looks++) {
                if (looks == LOOKS_MAX) {
                    throw new KafkaException("rights: the brokers do not apply them");
                }
                Thread.sleep(POLL);
            }
            return rights;
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            rights.close();
            throw e;
        }
    }

    private static List<AclBinding> missing(Admin admin, List<AclBinding> wanted)
            throws ExecutionException, InterruptedException {
        var there = new HashSet<AclBinding>();
        for (var each : wanted) {
            there.addAll(admin.describeAcls(each.toFilter()).values().get());
        }
        return wanted.stream().filter(each -> !there.contains(each)).collect(Collectors.toList());
    }

    private void takeBack() {
        try {
            admin.deleteAcls(temporary.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "rights: cannot be taken back (companion admin acls check names them)", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (temporary.isEmpty()) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the process ends, and the hook does it
        }
        takeBack();
    }
}
