package dev.companion.wide;

import dev.companion.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Makes a broker compact within seconds what it would compact within days. */
final class BrokerCleaner {

    /** How long the cleaner rests if it finds nothing to do: Kafka's default. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private static final AlterConfigsOptions BRIEFLY = new AlterConfigsOptions().timeoutMs(5_000);

    private BrokerCleaner() {}

    /** Each record that is written a second after the last begins a segment, and what is closed is compacted. */
    static void compactSoon(Map<String, Object> administrator, List<? extends Topic<?>> topics) {
        try (var admin = Admin.create(administrator)) {
            var right = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                    new AccessControlEntry("User:admin", "*", AclOperation.ALTER_CONFIGS, AclPermissionType.ALLOW));
            admin.createAcls(List.of(right)).all().get();
            var changes = new HashMap<ConfigResource, java.util.Collection<AlterConfigOp>>();
            topics.forEach(topic -> changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    Stream.of(
                                    new ConfigEntry("segment.ms", "1000"),
                                    new ConfigEntry("min.cleanable.dirty.ratio", "0.001"))
                            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                            .toList()));
            org.awaitility.Awaitility.await("the right is in force")
                    .ignoreExceptions()
                    .until(() -> {
                        admin.incrementalAlterConfigs(changes, BRIEFLY).all().get();
                        return true;
                    });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
