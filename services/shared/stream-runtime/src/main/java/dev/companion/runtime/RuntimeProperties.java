package dev.companion.runtime;

import dev.companion.schemas.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of every service.
 *
 * @param service the service's name; with {@code companion-} in front also its consumer group and application id
 * @param instance which of several installations on one cluster it belongs to, see {@link Instance}; empty for the one
 *     whose names have nothing in front
 * @param kafka where the brokers are
 * @param registry where the schema registry is
 * @param topics whether topics and schemas may be created
 * @param streams how often state is committed
 * @param secrets the keysets of this service
 * @param metrics which measurements are published
 * @param contract how often a refusal is looked at again
 * @param tracing where spans are sent
 */
@ConfigurationProperties("companion")
public record RuntimeProperties(
        @DefaultValue("companion") String service,
        @DefaultValue("") String instance,
        @DefaultValue Kafka kafka,
        @DefaultValue Registry registry,
        @DefaultValue TopicSettings topics,
        @DefaultValue Streams streams,
        @DefaultValue Secrets secrets,
        @DefaultValue Metrics metrics,
        @DefaultValue Contract contract,
        @DefaultValue Tracing tracing) {

    public RuntimeProperties {
        if (!instance.isBlank()
                && !instance.strip().equals(Instance.ofThisProcess().name())) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: set by the environment variable COMPANION_INSTANCE or by -D%s=, since the names of topics are fixed before other settings are read)"
                            .formatted(Instance.PROPERTY, instance, Instance.PROPERTY));
        }
    }

    /** @param lookAgain time after which a refusal of broker or registry is looked at again, at least a second */
    public record Contract(@DefaultValue("30s") Duration lookAgain) {

        public Contract {
            if (lookAgain.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "companion.contract.look-again: %s (expected: >= 1s)".formatted(lookAgain));
            }
        }
    }

    /**
     * @param endpoint address of an OTLP collector over HTTP, such as {@code http://collector:4318}; {@code /v1/traces} is
     *     added to an address without a path. Empty: no traces at all
     * @param probability share of traces that are sampled if no person and no change at a vendor is behind them
     */
    public record Tracing(
            @DefaultValue("") String endpoint,
            @DefaultValue("0.1") double probability) {

        public Tracing {
            if (!endpoint.isBlank() && !endpoint.strip().matches("https?://[^/@?#\\s]+(/[^@?#\\s]*)?")) {
                throw new IllegalArgumentException(
                        "companion.tracing.endpoint: not an address (expected: such as http://collector:4318, without credentials)");
            }
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "companion.tracing.probability: %s (expected: 0 to 1)".formatted(probability));
            }
        }

        /** Returns the address of {@code /v1/traces}; empty without traces. */
        public Optional<String> address() {
            var base = endpoint.strip();
            if (base.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(base.matches("https?://[^/]+/?") ? base.replaceFirst("/$", "") + "/v1/traces" : base);
        }

        /** Returns host and port alone, since a path may be a credential; empty without traces. */
        public Optional<String> host() {
            return address().map(whole -> whole.replaceFirst("^https?://", "").replaceFirst("/.*$", ""));
        }
    }

    /** @param perPartition whether the lag of each partition has a series of its own */
    public record Metrics(@DefaultValue("false") boolean perPartition) {}

    /**
     * @param bootstrapServers host:port, comma-separated
     * @param valueSerializer class that writes values; Confluent's own is a drop-in replacement
     * @param valueDeserializer class that reads values
     * @param properties further client properties, such as security.protocol, passed to every Kafka client
     * @param credentials file with further client properties, in the format of Java: the credentials of this service.
     *     {@code properties} take precedence; null if the cluster needs none or they are among the properties
     */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,

            @DefaultValue("dev.companion.serde.RegistryAvroSerializer")
            String valueSerializer,

            @DefaultValue("dev.companion.serde.RegistryAvroDeserializer")
            String valueDeserializer,

            @DefaultValue Map<String, String> properties,
            @Nullable Path credentials) {}

    /**
     * @param url base addresses of the registry, comma-separated
     * @param properties further registry client properties by Confluent's names, such as basic.auth.user.info
     */
    public record Registry(
            @DefaultValue("http://localhost:8081") String url,
            @DefaultValue Map<String, String> properties) {}

    /**
     * @param apply true creates missing topics and schemas; false only checks, as in production, where services may not
     *     create
     * @param partitions instead of the catalogue's number, for a small installation; must never change afterwards
     * @param replication instead of the catalogue's
     */
    public record TopicSettings(
            @DefaultValue("false") boolean apply,
            @Nullable Integer partitions,
            @Nullable Short replication) {

        public TopicSettings {
            if (partitions != null && partitions < 1) {
                throw new IllegalArgumentException(
                        "companion.topics.partitions: %d (expected: >= 1)".formatted(partitions));
            }
        }
    }

    /**
     * @param commitInterval longest time until a change is committed and visible to the next service
     * @param poll how long a stream thread waits for records; limits the delay of a wall-clock timer
     * @param threads stream threads of this process
     * @param sessionTimeout silence after which an instance counts as gone; not less than the broker's minimum, 6 s
     * @param transactionTimeout time after which the broker aborts the transaction of an instance that is gone; until
     *     then its partitions cannot be taken over. Longer than any pause that an instance should survive
     * @param changelogDirtyRatio share of a changelog that may be outdated before it is compacted, more than 0 and at most
     *     1; empty leaves that to the cluster, since some clusters refuse a topic that sets it
     */
    public record Streams(
            @DefaultValue("20ms") Duration commitInterval,
            @DefaultValue("20ms") Duration poll,
            @DefaultValue("1") int threads,
            @DefaultValue("6s") Duration sessionTimeout,
            @DefaultValue("6s") Duration transactionTimeout,
            @DefaultValue("0.3") String changelogDirtyRatio) {

        public Streams {
            if (!changelogDirtyRatio.matches("|0?\\.[0-9]*[1-9][0-9]*|1(\\.0*)?")) {
                throw new IllegalArgumentException(
                        "companion.streams.changelog-dirty-ratio: %s (expected: more than 0 and at most 1, or empty)"
                                .formatted(changelogDirtyRatio));
            }
        }
    }

    /**
     * @param publicKeyset file with the keyset that seals; null if the service does not seal
     * @param privateKeyset file with the keyset that opens; null if the service may not open
     */
    public record Secrets(
            @Nullable Path publicKeyset, @Nullable Path privateKeyset) {}

    /** The consumer group, application id and client name of this service. */
    public String group() {
        return Instance.ofThisProcess().id(service);
    }
}
