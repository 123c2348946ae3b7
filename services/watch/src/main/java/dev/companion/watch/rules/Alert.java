package dev.companion.watch.rules;

import java.time.Duration;

/**
 * What a person is told about, in plain English.
 *
 * @param holds how long the condition must hold before it is told, already scaled
 * @param summary what it is; may name labels as Prometheus does, such as {@code {{ $labels.service }}}
 * @param effect what it means for customers and their administrators
 * @param action what to do first
 */
public record Alert(
        String name,
        String expression,
        Duration holds,
        Severity severity,
        String summary,
        String effect,
        String action) {

    /** How soon a person must look. */
    public enum Severity {
        /** Now, at any time of the day. */
        PAGE,
        /** During working hours. */
        TICKET
    }

    /** Name and place of the file that says what to do, from the root of the repository. */
    public String runbook() {
        return "docs/runbooks/%s.md".formatted(name);
    }
}
