package dev.companion.wide.watch;

import dev.companion.stack.StackAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** An administrator of the cluster who makes mistakes. Takes the rights for them first. */
final class Administrator implements AutoCloseable {

    private static final Pattern PASSWORD = Pattern.compile("password=\"([^\"]+)\"");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String NAME = "User:admin";

    private final StackAccess access;
    private final Admin admin;

    Administrator(StackAccess access) throws ExecutionException, InterruptedException {
        this.access = access;
        this.admin = Admin.create(access.as("admin"));
        admin.createAcls(List.of(
                        right(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.ALTER_CONFIGS),
                        right(ResourceType.GROUP, "companion-", PatternType.PREFIXED, AclOperation.READ),
                        right(ResourceType.TOPIC, "companion.", PatternType.PREFIXED, AclOperation.ALTER_CONFIGS)))
                .all()
                .get();
    }

    private static AclBinding right(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(NAME, "*", operation, AclPermissionType.ALLOW));
    }

    /** Returns the value that it had. */
    String set(String topic, String setting, String value) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var before = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(setting)
                .value();
        admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        return before;
    }

    /** @param bytesEachSecond that the principal may read; null for as many as it likes */
    void limitReads(String principal, Double bytesEachSecond) throws ExecutionException, InterruptedException {
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, principal)),
                        List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", bytesEachSecond)))))
                .all()
                .get();
    }

    /** Removes all members of the services' groups, which join again. */
    void removeMembersUntilInterrupted(List<String> services) {
        try {
            while (true) {
                for (var service : services) {
                    removeMembers(service);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeMembers(String service) throws InterruptedException {
        var group = "companion-" + service;
        try {
            var found = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            if (found.groupState() == GroupState.STABLE) { // otherwise they join already
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            // One of them has just left, or there is none: they are joining.
        }
    }

    /** Another password than the one in the principal's file. */
    void changePassword(String principal) throws ExecutionException, InterruptedException {
        password(principal, "another-" + System.nanoTime());
    }

    /** The password in the principal's file. */
    void changePasswordBack(String principal) throws ExecutionException, InterruptedException {
        var login = PASSWORD.matcher(String.valueOf(access.as(principal).get("sasl.jaas.config")));
        if (!login.find()) {
            throw new IllegalStateException(principal + ": no password in its file");
        }
        password(principal, login.group(1));
    }

    private void password(String principal, String password) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        principal, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), password)))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
