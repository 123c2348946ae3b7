package dev.companion.mapper.topology;

import dev.companion.requests.RequestType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * {@code companion.mapper.requests}: every request read is counted once, as accepted, refused or repeated. Those that
 * another service carries out are not counted.
 */
final class RequestMeters {

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void accepted(RequestType type) {
        count(type, "accepted");
    }

    void refused(RequestType type) {
        count(type, "refused");
    }

    void repeated(RequestType type) {
        count(type, "repeated");
    }

    private void count(RequestType type, String state) {
        registry.counter("companion.mapper.requests", "type", type.name().toLowerCase(Locale.ROOT), "state", state)
                .increment();
    }
}
