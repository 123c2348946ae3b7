package dev.companion.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;

/**
 * Which meters of the libraries are published, and with which tags: what says nothing about Companion, or has a tag
 * without bound, is left out.
 */
public final class MeterRules implements MeterFilter {

    private static final List<String> DENIED = List.of("spring.security.", "spring.kafka.", "kafka.admin.");
    private static final Set<String> HTTP_TAGS = Set.of("uri", "method", "outcome", "service");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return DENIED.stream().anyMatch(id.getName()::startsWith) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("http.server.requests")) {
            return id;
        }
        List<Tag> kept = id.getTags().stream()
                .filter(tag -> HTTP_TAGS.contains(tag.getKey()))
                .toList();
        return id.replaceTags(kept);
    }
}
