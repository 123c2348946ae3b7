package dev.companion.mapper.topology;

import dev.companion.matching.Suggestion;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code companion.mapper.suggestions}: every published record is counted once, as suggested, disputed or withdrawn, and
 * every link that a rule made as linked.
 */
final class SuggestionMeters {

    private final MeterRegistry registry;

    SuggestionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void published(Suggestion suggestion) {
        count(
                switch (suggestion.state()) {
                    case NONE -> "withdrawn";
                    case SUGGESTED -> "suggested";
                    case DISPUTED -> "disputed";
                });
    }

    void linked() {
        count("linked");
    }

    private void count(String state) {
        registry.counter("companion.mapper.suggestions", "state", state).increment();
    }
}
