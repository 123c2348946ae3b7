package dev.companion.operations.doctor;

import dev.companion.operations.connection.ConsumerGroups;
import dev.companion.operations.domain.check.GroupRules;
import dev.companion.operations.domain.check.TopicRules;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Facts about a cluster, as its administrator sees it. */
final class Cluster {

    private static final Duration OPEN_MAX = Duration.ofSeconds(60);
    /** Readers do not get past these. After its end, a transaction is still listed with the time of its start. */
    private static final Set<TransactionState> OPEN =
            Set.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final Admin admin;
    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final ConsumerGroups consumerGroups;

    Cluster(Admin admin) {
        this.admin = admin;
        this.consumerGroups = new ConsumerGroups(admin, catalogue);
    }

    List<String> brokers() throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().stream()
                .map(Node::idString)
                .toList();
    }

    Map<String, String> settings(String broker) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
        return values(admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }

    private static Map<String, String> values(@Nullable Config config) {
        var values = new HashMap<String, String>();
        if (config != null) {
            for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null) {
                    values.put(entry.name(), entry.value());
                }
            }
        }
        return values;
    }

    /** All topics whose names begin as ours do. */
    List<TopicRules.Topic> topics() throws ExecutionException, InterruptedException {
        var names = admin.listTopics().names().get().stream()
                .filter(catalogue.instance()::owns)
                .toList();
        var described = admin.describeTopics(names).allTopicNames().get();
        var configs = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        var topics = new ArrayList<TopicRules.Topic>();
        configs.forEach((resource, config) -> {
            var topic = described.get(resource.name());
            topics.add(new TopicRules.Topic(
                    resource.name(),
                    topic == null ? 0 : topic.partitions().size(),
                    values(config).getOrDefault("cleanup.policy", "nothing")));
        });
        return topics;
    }

    Set<String> applications() {
        return catalogue.services().stream()
                .filter(Service::streams)
                .map(Service::applicationId)
                .collect(Collectors.toSet());
    }

    /** Application ids with committed offsets. */
    Set<String> working() throws ExecutionException, InterruptedException {
        var working = new TreeSet<String>();
        for (var id : applications()) {
            if (!consumerGroups.offsets(id).isEmpty()) {
                working.add(id);
            }
        }
        return working;
    }

    List<GroupRules.Group> groups() throws ExecutionException, InterruptedException {
        var groups = new ArrayList<GroupRules.Group>();
        for (var id : consumerGroups.names()) {
            groups.add(new GroupRules.Group(id, consumerGroups.members(id), lag(consumerGroups.offsets(id))));
        }
        return groups;
    }

    private long lag(Map<TopicPartition, Long> offsets) throws ExecutionException, InterruptedException {
        var ends = admin.listOffsets(offsets.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        var lag = 0L;
        for (var entry : offsets.entrySet()) {
            var end = ends.get(entry.getKey());
            lag += end == null ? 0 : Math.max(0, end.offset() - entry.getValue());
        }
        return lag;
    }

    /** Transactions of our services that are open for longer than any of them needs. */
    Collection<GroupRules.Transaction> openTransactions(Instant now) throws ExecutionException, InterruptedException {
        var listed = admin
                .listTransactions(
                        new ListTransactionsOptions().filterStates(OPEN).filterOnDuration(OPEN_MAX.toMillis()))
                .all()
                .get()
                .stream()
                .map(listing -> listing.transactionalId())
                .filter(catalogue.instance()::owns)
                .toList();
        return admin.describeTransactions(listed).all().get().entrySet().stream()
                .flatMap(described -> open(described.getKey(), described.getValue(), now).stream())
                .toList();
    }

    /** Empty if it has ended since it was listed. */
    static Optional<GroupRules.Transaction> open(String id, TransactionDescription described, Instant now) {
        var since = described.transactionStartTimeMs();
        return since.isPresent() && OPEN.contains(described.state())
                ? Optional.of(
                        new GroupRules.Transaction(id, Duration.between(Instant.ofEpochMilli(since.getAsLong()), now)))
                : Optional.empty();
    }

    /** How far the clock of the controller is ahead of ours: it says when it has last caught up with itself, which is now. */
    Duration ahead(InstantSource clock) throws ExecutionException, InterruptedException {
        var before = clock.instant();
        var quorum = admin.describeMetadataQuorum().quorumInfo().get();
        var after = clock.instant();
        var says = quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .flatMap(voter -> voter.lastCaughtUpTimestamp().stream().boxed())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the controller does not say its time"));
        var theirs = Instant.ofEpochMilli(says);
        return theirs.isBefore(before)
                ? Duration.between(before, theirs)
                : theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
    }
}
