package dev.companion.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is.
 *
 * @param notReady the parts of its readiness that are not up; empty if it does its work
 * @param lag records that wait in the topics that it reads; null if it does not know
 */
record Condition(List<String> notReady, @Nullable Long lag) {

    Condition {
        notReady = List.copyOf(notReady);
    }
}
