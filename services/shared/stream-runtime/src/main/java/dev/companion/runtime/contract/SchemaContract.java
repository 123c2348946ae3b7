package dev.companion.runtime.contract;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.TopicSerdes;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import dev.companion.serde.RegistryClient;
import dev.companion.serde.RegistryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a registry against the schemas of this build: each value schema must be registered under its topic's subject.
 * Fetches all that the service's own records need, so that afterwards it works without the registry.
 */
public final class SchemaContract {

    /** The registry does not answer, or another service is writing to it; it may answer later. */
    public static final class NotReachable extends RuntimeException {

        NotReachable(RegistryException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * A subject of the registry beside the schema of this build.
     *
     * @param registered whether the registry has the schema
     * @param refusals why the schema must not be registered: what a reader could not follow
     * @param level the level in force
     * @param expectedLevel the level that the subject must have
     */
    public record Subject(
            Topic<?> topic, boolean registered, List<String> refusals, String level, String expectedLevel) {}

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int LOOKS_MAX = 5;

    private final TopicCatalogue catalogue;
    private final RuntimeProperties properties;
    private int looks;
    // Held for as long as the service runs: its cache is shared with the serdes and lives no longer than its users.
    private @Nullable RegistryClient client;

    public SchemaContract(TopicCatalogue catalogue, RuntimeProperties properties) {
        this.catalogue = catalogue;
        this.properties = properties;
    }

    /**
     * Asks for all subjects, and changes nothing. Each schema is compared with every version of its subject, by the level
     * that the subject must have, whatever level the registry has for it.
     */
    public List<Subject> compare() {
        var registry = RegistryClient.of(TopicSerdes.registryConfig(properties));
        client = registry;
        return Topics.all().stream().map(topic -> compare(registry, topic)).toList();
    }

    private Subject compare(RegistryClient registry, Topic<?> topic) {
        var expected = compatibility(topic);
        try {
            registry.lookUp(topic.subject(), topic.schema());
            return new Subject(topic, true, List.of(), registry.compatibility(topic.subject()), expected);
        } catch (RegistryException e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
        var versions = registry.versions(topic.subject());
        var refusals = SchemaLevel.valueOf(expected).refusals(topic.schema(), versions);
        return new Subject(
                topic, false, refusals, versions.isEmpty() ? "" : registry.compatibility(topic.subject()), expected);
    }

    /** Registers missing schemas if that is allowed. Throws if the registry lacks or rejects a schema. */
    public void settle() {
        var registry = RegistryClient.of(TopicSerdes.registryConfig(properties));
        client = registry;
        for (var topic : Topics.all()) {
            try {
                settle(registry, topic);
                if (isOwn(topic)) {
                    registry.fetchAll(topic.subject());
                }
            } catch (RegistryException e) {
                if (e.isRetryable()) {
                    throw new NotReachable(e);
                }
                throw refusal(topic, e);
            }
        }
    }

    private ContractException refusal(Topic<?> topic, RegistryException e) {
        if (e.status() == UNAUTHORIZED || e.status() == FORBIDDEN) {
            return new ContractException("the schema registry at %s refuses this service: %s"
                    .formatted(properties.registry().url(), e.getMessage()));
        }
        return new ContractException(
                properties.topics().apply()
                        ? "schema of %s: refused by the registry: %s".formatted(topic.name(), e.getMessage())
                        : "schema of %s: not in the registry. Register it, or start once with companion.topics.apply=true (%s)"
                                .formatted(topic.name(), e.getMessage()));
    }

    private boolean isOwn(Topic<?> topic) {
        var row = catalogue.row(topic.name());
        return row.writers().contains(properties.service()) || row.readers().contains(properties.service());
    }

    private void settle(RegistryClient registry, Topic<?> topic) {
        if (!properties.topics().apply()) {
            registry.lookUp(topic.subject(), topic.schema());
            return;
        }
        try {
            registry.lookUp(topic.subject(), topic.schema());
        } catch (RegistryException e) {
            if (!e.isMissing()) {
                throw e;
            }
            try {
                registry.register(topic.subject(), topic.schema());
            } catch (RegistryException conflict) {
                // Either the schema does not fit, or another service registers it at this moment: check again.
                if (conflict.status() == CONFLICT && looks++ < LOOKS_MAX) {
                    throw new NotReachable(conflict);
                }
                throw conflict;
            }
        }
        settleLevel(registry, topic);
    }

    /** Several services may do this at the same moment: the one that fails checks again. */
    private void settleLevel(RegistryClient registry, Topic<?> topic) {
        var level = compatibility(topic);
        if (registry.compatibility(topic.subject()).equals(level)) {
            return;
        }
        try {
            registry.setCompatibility(topic.subject(), level);
        } catch (RegistryException e) {
            if (e.status() == CONFLICT) {
                throw new NotReachable(e);
            }
            throw e;
        }
    }

    private String compatibility(Topic<?> topic) {
        return (catalogue.row(topic.name()).visibility() == Visibility.NO
                        ? SchemaLevel.BACKWARD_TRANSITIVE
                        : SchemaLevel.FULL_TRANSITIVE)
                .name();
    }
}
