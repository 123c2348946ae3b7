package dev.companion.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a running stack, from its data directory. No principal of the stack may read all topics; with the
 * administrator's credentials, one is added that may.
 */
public final class StackAccess {

    private static final Duration GRANTED_WITHIN = Duration.ofSeconds(20);

    private static final ResourcePattern TOPICS =
            new ResourcePattern(ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL);

    private final String kafka;
    private final Path data;
    private @Nullable Map<String, Object> everything;

    StackAccess(String kafka, Path data) {
        this.kafka = kafka;
        this.data = data;
    }

    /** The file with a principal's credentials. */
    public Path file(String principal) {
        return data.resolve("credentials").resolve(principal).resolve("client.properties");
    }

    /** Where the broker is, and the credentials of a principal of the stack. */
    public Map<String, Object> as(String principal) {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file(principal))) {
            read.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = new HashMap<String, Object>();
        read.stringPropertyNames().forEach(name -> config.put(name, read.getProperty(name)));
        config.put("bootstrap.servers", kafka);
        return config;
    }

    /** The same for a principal that may read every topic and change none. */
    public synchronized Map<String, Object> everything() {
        var known = everything;
        if (known == null) {
            known = granted(Map.of(TOPICS, Set.of(AclOperation.READ)));
            everything = known;
        }
        return known;
    }

    /** The same for a new principal with these rights alone. */
    public Map<String, Object> granted(Map<ResourcePattern, Set<AclOperation>> rights) {
        var name = "outside-" + UUID.randomUUID();
        var password = UUID.randomUUID().toString();
        var bindings = rights.entrySet().stream()
                .flatMap(right -> right.getValue().stream()
                        .map(operation -> new AclBinding(
                                right.getKey(),
                                new AccessControlEntry("User:" + name, "*", operation, AclPermissionType.ALLOW))))
                .toList();
        try (var admin = Admin.create(as("admin"))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), password)))
                    .all()
                    .get();
            admin.createAcls(bindings).all().get();
            for (var binding : bindings) {
                await().atMost(GRANTED_WITHIN)
                        .until(() -> !admin.describeAcls(binding.toFilter())
                                .values()
                                .get()
                                .isEmpty());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the administrator cannot grant a right", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        var config = as("reader");
        config.computeIfPresent(
                "sasl.jaas.config",
                (_, login) -> login.toString()
                        .replaceAll("username=\"[^\"]*\"", "username=\"" + name + "\"")
                        .replaceAll("password=\"[^\"]*\"", "password=\"" + password + "\""));
        return Map.copyOf(config);
    }
}
