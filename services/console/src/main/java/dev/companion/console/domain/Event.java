package dev.companion.console.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what is wanted and what was observed, as it now stands. Nullable fields are null where the
 * event has none of that kind.
 *
 * @param type such as DESTINATION_DELETED
 * @param actions what can be done now; the first is recommended
 * @param snoozedUntil null for no end but a change of the facts
 */
public record Event(
        String id,
        String type,
        State state,
        @Nullable String siteUid,
        @Nullable String siteName,
        @Nullable String companyId,
        @Nullable String companyName,
        String summary,
        String consequence,
        List<String> actions,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBecause,
        @Nullable String snoozeReason,
        @Nullable Instant snoozedUntil,
        @Nullable String lastAction,
        @Nullable String lastActionBy,
        @Nullable String lastActionResult) {

    public Event {
        actions = List.copyOf(actions);
    }

    public enum State {
        UNKNOWN,
        OPEN,
        RESOLVING,
        SNOOZED,
        CLOSED
    }

    /** Whether it is one that a person may have to look at: neither over nor rested. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.RESOLVING;
    }

    /** The first action, which is the recommended one; empty where nothing can be done. */
    public Optional<String> recommendedAction() {
        return actions.stream().findFirst();
    }

    /**
     * Why an action cannot be taken on this event with these words; empty where it can, as far as is known here.
     *
     * @param name the company name that came with it; null where none did
     * @param until when a rest is to end; null for no end
     */
    public Optional<String> objection(String action, @Nullable String name, @Nullable Instant until, Instant now) {
        if (state == State.CLOSED) {
            return Optional.of("The event is closed: it is no longer true, and nothing needs to be done.");
        }
        if (state == State.RESOLVING) {
            return Optional.of("An action is under way for this event. Wait for its end.");
        }
        if (!actions.contains(action)) {
            return Optional.of(
                    actions.isEmpty()
                            ? "Nothing can be done about this event here; it closes by itself when it is no longer true."
                            : "The action %s cannot work here. What can be done: %s."
                                    .formatted(action, String.join(", ", actions)));
        }
        return switch (action) {
            case "CREATE" ->
                name == null || name.isBlank()
                        ? Optional.of("CREATE needs a name for the new company.")
                        : objectionToName(name);
            case "RECREATE" -> name == null || name.isBlank() ? Optional.empty() : objectionToName(name);
            case "DELETE" ->
                companyName == null || !companyName.equals(name)
                        ? Optional.of("DELETE needs the company's name, exactly as it is written.")
                        : Optional.empty();
            case "IGNORE" ->
                until != null && !until.isAfter(now)
                        ? Optional.of("The end of the rest has passed. Give a later moment, or none.")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> objectionToName(String name) {
        var stripped = name.strip();
        if (stripped.codePointCount(0, stripped.length()) > LinkChecks.COMPANY_NAME_MAX) {
            return Optional.of("The name is longer than %d characters, which GravityZone refuses."
                    .formatted(LinkChecks.COMPANY_NAME_MAX));
        }
        return stripped.indexOf('<') >= 0 || stripped.indexOf('>') >= 0
                ? Optional.of("The name has < or >, which GravityZone refuses.")
                : Optional.empty();
    }
}
