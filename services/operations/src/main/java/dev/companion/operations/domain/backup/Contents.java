package dev.companion.operations.domain.backup;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which topics belong into a backup. State and changelogs are the database of the services. Of facts, only those that no
 * service of ours decides from: a request, an intent or an outcome that is read a second time would be decided a second time.
 */
public final class Contents {

    /**
     * A topic of the catalogue.
     *
     * @param state whether it is compacted
     * @param kept whether its facts are of use later: they have a schema, and programs outside may read them. What services
     *     tell each other, or say of themselves every two minutes, is not
     * @param decidedFrom whether a service that runs Kafka Streams reads it
     */
    public record KnownTopic(String name, boolean state, boolean kept, boolean decidedFrom) {}

    private static final String CHANGELOG = "-changelog";
    private static final int NAME_MAX = 249;

    private final List<KnownTopic> topics;
    private final Set<String> applications;

    /** @param applications ids of the services that run Kafka Streams */
    public Contents(List<KnownTopic> topics, Set<String> applications) {
        this.topics = List.copyOf(topics);
        this.applications = Set.copyOf(applications);
    }

    /** Empty if records of the topic do not belong into a backup. */
    public Optional<Content> contentOf(String topic) {
        if (isChangelog(topic)) {
            return Optional.of(Content.CHANGELOG);
        }
        return topics.stream()
                .filter(known -> known.name().equals(topic))
                .findFirst()
                .flatMap(Contents::contentOf);
    }

    private static Optional<Content> contentOf(KnownTopic topic) {
        if (topic.state()) {
            return Optional.of(Content.STATE);
        }
        return topic.kept() && !topic.decidedFrom() ? Optional.of(Content.HISTORY) : Optional.empty();
    }

    /** Every topic of the catalogue that belongs into a backup, in its order. */
    public List<String> backedUp() {
        return topics.stream()
                .filter(topic -> contentOf(topic).isPresent())
                .map(KnownTopic::name)
                .toList();
    }

    /** Every topic of the catalogue. */
    public List<String> all() {
        return topics.stream().map(KnownTopic::name).toList();
    }

    /** Whether Kafka Streams gives such a name to the state of one of our services. */
    public boolean isChangelog(String topic) {
        return topic.length() <= NAME_MAX
                && topic.matches("[A-Za-z0-9._-]+")
                && applications.stream().anyMatch(id -> isChangelog(topic, id));
    }

    private static boolean isChangelog(String topic, String application) {
        return topic.startsWith(application + "-")
                && topic.endsWith(CHANGELOG)
                && topic.length() > application.length() + 1 + CHANGELOG.length();
    }
}
