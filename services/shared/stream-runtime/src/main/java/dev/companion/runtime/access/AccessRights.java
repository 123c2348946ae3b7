package dev.companion.runtime.access;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights of each principal, as Kafka's ACLs, made from the catalogue. Each service has what its rows say and what
 * Kafka Streams needs for it; each right was found necessary by taking it away.
 */
public final class AccessRights {

    /** Creates and checks topics and access rights. Cannot read or write a topic, but can grant itself any right. */
    public static final String ADMIN = "admin";
    /** The schema registry, if it keeps its schemas in Kafka. */
    public static final String REGISTRY = "registry";
    /** Reads the public topics: for other programs. */
    public static final String READER = "reader";
    /** Measures the public topics for the people who run programs that read them. */
    private static final String CONSOLE = "console";
    /** Kafka's name for a client without credentials. Only the demo has a listener for it. */
    public static final String ANONYMOUS = "ANONYMOUS";

    private static final String REGISTRY_TOPICS = "kafkasql-";
    private static final String REGISTRY_GROUPS = "apicurio-";

    private final Set<AclBinding> bindings = new LinkedHashSet<>();

    private final TopicCatalogue catalogue;

    private AccessRights(TopicCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * All rights of an installation.
     *
     * @param anonymous whether anybody may read the public topics
     */
    public static Set<AclBinding> of(TopicCatalogue catalogue, boolean anonymous) {
        var rights = new AccessRights(catalogue);
        catalogue.services().forEach(rights::addService);
        rights.addMeasurements(CONSOLE);
        rights.addAdmin();
        rights.addRegistry();
        rights.addReader(READER);
        if (anonymous) {
            rights.addReader(ANONYMOUS);
        }
        return Set.copyOf(rights.bindings);
    }

    /** Everyone who has credentials. */
    public static List<String> principals(TopicCatalogue catalogue) {
        return Stream.concat(catalogue.services().stream().map(Service::name), Stream.of(ADMIN, REGISTRY, READER))
                .toList();
    }

    private void addService(Service service) {
        var name = service.name();
        for (var row : catalogue.rowsOf(name)) {
            var topic = literal(ResourceType.TOPIC, row.name());
            allow(name, topic, AclOperation.DESCRIBE_CONFIGS); // the contract compares them
            if (row.readers().contains(name)) {
                allow(name, topic, AclOperation.READ);
            }
            if (row.writers().contains(name)) {
                allow(name, topic, AclOperation.WRITE);
            }
        }
        if (service.streams()) {
            // With the dash, so that another service whose name begins like this one has no right to it.
            var prefix = service.applicationId() + "-";
            allow(name, literal(ResourceType.GROUP, service.applicationId()), AclOperation.READ);
            allow(name, prefixed(ResourceType.TRANSACTIONAL_ID, prefix), AclOperation.WRITE);
            allow(
                    name,
                    prefixed(ResourceType.TOPIC, prefix),
                    AclOperation.READ,
                    AclOperation.WRITE,
                    AclOperation.CREATE);
        }
        service.groups().forEach(group -> allow(name, literal(ResourceType.GROUP, group), AclOperation.READ));
    }

    /** Sizes, offsets and groups of the public topics; no record of those that the service does not read anyway. */
    private void addMeasurements(String name) {
        for (var row : catalogue.publicRows()) {
            var topic = literal(ResourceType.TOPIC, row.name());
            allow(name, topic, AclOperation.DESCRIBE_CONFIGS);
            if (!row.readers().contains(name)) { // to read implies to describe
                allow(name, topic, AclOperation.DESCRIBE);
            }
        }
        // A group of another program has any name.
        allow(name, literal(ResourceType.GROUP, ResourcePattern.WILDCARD_RESOURCE), AclOperation.DESCRIBE);
        // The size of a topic is a fact about the disks of brokers.
        allow(name, literal(ResourceType.CLUSTER, Resource.CLUSTER_NAME), AclOperation.DESCRIBE);
    }

    private void addAdmin() {
        var ids = catalogue.instance().idPrefix();
        for (var prefix : List.of(catalogue.instance().topicPrefix(), ids)) {
            allow(
                    ADMIN,
                    prefixed(ResourceType.TOPIC, prefix),
                    AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS,
                    AclOperation.ALTER_CONFIGS, // what the plan and the doctor tell a person to do
                    AclOperation.CREATE);
        }
        allow(ADMIN, prefixed(ResourceType.GROUP, ids), AclOperation.DESCRIBE);
        // What the doctor asks for: settings of brokers, and transactions that never end.
        allow(ADMIN, prefixed(ResourceType.TRANSACTIONAL_ID, ids), AclOperation.DESCRIBE);
        allow(
                ADMIN,
                literal(ResourceType.CLUSTER, Resource.CLUSTER_NAME),
                AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS,
                AclOperation.ALTER);
    }

    private void addRegistry() {
        allow(
                REGISTRY,
                prefixed(ResourceType.TOPIC, REGISTRY_TOPICS),
                AclOperation.READ,
                AclOperation.WRITE,
                AclOperation.CREATE,
                AclOperation.DESCRIBE_CONFIGS);
        allow(REGISTRY, prefixed(ResourceType.GROUP, REGISTRY_GROUPS), AclOperation.READ);
    }

    /** The public topics, with any consumer group that is not of Companion or its registry. */
    private void addReader(String name) {
        for (var row : catalogue.publicRows()) {
            allow(name, literal(ResourceType.TOPIC, row.name()), AclOperation.READ);
        }
        allow(name, literal(ResourceType.GROUP, ResourcePattern.WILDCARD_RESOURCE), AclOperation.READ);
        for (var prefix : List.of(catalogue.instance().idPrefix(), REGISTRY_GROUPS)) {
            add(name, prefixed(ResourceType.GROUP, prefix), AclOperation.ALL, AclPermissionType.DENY);
        }
    }

    private void allow(String principal, ResourcePattern resource, AclOperation... operations) {
        for (var operation : operations) {
            add(principal, resource, operation, AclPermissionType.ALLOW);
        }
    }

    private void add(String principal, ResourcePattern resource, AclOperation operation, AclPermissionType type) {
        bindings.add(new AclBinding(resource, new AccessControlEntry(user(principal), "*", operation, type)));
    }

    static String user(String principal) {
        return "User:" + principal;
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private static ResourcePattern prefixed(ResourceType type, String prefix) {
        return new ResourcePattern(type, prefix, PatternType.PREFIXED);
    }
}
