package dev.companion.mapper.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * {@code companion.mapper.requests}: every request read is counted once, as accepted, refused or repeated. Requests that
 * another service decides are not counted.
 */
final class RequestMeters {

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(String type, boolean accepted) {
        count(type, accepted ? "accepted" : "refused");
    }

    void repeated(String type) {
        count(type, "repeated");
    }

    private void count(String type, String state) {
        registry.counter("companion.mapper.requests", "type", type.toLowerCase(Locale.ROOT), "state", state)
                .increment();
    }
}
