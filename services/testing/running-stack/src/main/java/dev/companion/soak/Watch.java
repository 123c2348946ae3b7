package dev.companion.soak;

import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.provisioning.Outcome;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.stack.TopicRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Follows desired state, statuses and outcomes while everything else is being killed. */
final class Watch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, LinkStatus> statuses = new HashMap<>();
    private final List<Instant> outcomes = new ArrayList<>();
    private final List<Instant> decisions = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    Watch(TopicRows topics) {
        this.thread = Thread.ofPlatform().name("watch").daemon().start(() -> read(topics));
    }

    private void read(TopicRows topics) {
        try (var consumer = topics.fromTheBeginning(Topics.LINKS, Topics.LINK_STATUSES, Topics.PROVISIONING_OUTCOMES)) {
            while (!closing) {
                try {
                    consumer.poll(POLL).forEach(this::take);
                } catch (KafkaException e) {
                    // The registry may be unavailable when the first record of a schema arrives; the position stays
                    // before it.
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    private synchronized void take(ConsumerRecord<String, SpecificRecord> row) {
        var at = Instant.ofEpochMilli(row.timestamp());
        switch (row.value()) {
            case Link link -> {
                links.put(row.key(), link);
                decisions.add(at);
            }
            case LinkStatus status -> statuses.put(row.key(), status);
            case Outcome _ -> outcomes.add(at);
            case null -> (row.topic().equals(Topics.LINKS.name()) ? links : statuses).remove(row.key());
            default -> throw new IllegalStateException(row.topic());
        }
    }

    /** Links that are not yet as desired, and are not blocked until a person acts. */
    synchronized int underWay() {
        return (int) links.values().stream().filter(link -> !isSettled(link)).count();
    }

    synchronized int linked() {
        return links.size();
    }

    private boolean isSettled(Link link) {
        var status = statuses.get(TenantKey.of(link.getTenantId(), link.getSiteUid()));
        return link.getWanted() == Wanted.PRESENT
                && status != null
                && status.getObservedGeneration() == link.getGeneration()
                && (status.getPhase() == LinkPhase.READY || status.getPhase() == LinkPhase.ATTENTION);
    }

    /** Time of the first answered call after a moment. */
    synchronized Optional<Instant> outcomeAfter(Instant moment) {
        return first(outcomes, moment);
    }

    /** Time of the first accepted request after a moment. */
    synchronized Optional<Instant> decisionAfter(Instant moment) {
        return first(decisions, moment);
    }

    private static Optional<Instant> first(List<Instant> moments, Instant moment) {
        return moments.stream().filter(at -> at.isAfter(moment)).min(Instant::compareTo);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
