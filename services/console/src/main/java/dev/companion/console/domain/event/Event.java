package dev.companion.console.domain.event;

import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A difference between desired and observed state.
 *
 * @param facts stands for the facts it was last seen with; null if none were recorded
 * @param affectedSites how many linked sites it concerned when it was opened
 * @param assignee who works on it; null if unassigned
 * @param lastAction null if none was taken
 */
public record Event(
        String id,
        DiscrepancyType type,
        State state,
        Subject subject,
        Description description,
        Options options,
        @Nullable String facts,
        int affectedSites,
        PolicyLevel level,
        @Nullable String assignee,
        Period period,
        Snooze snooze,
        @Nullable LastAction lastAction) {

    public enum State {
        UNKNOWN,
        OPEN,
        RESOLVING,
        SNOOZED,
        CLOSED
    }

    /**
     * The site and the company it is about.
     *
     * @param siteUid the uid of the site; null if it is about none
     * @param siteName the name of the site; null if it is about none
     * @param companyId the id of the company; null if it is about none
     * @param companyName the name of the company; null if it is about none
     */
    public record Subject(
            @Nullable String siteUid,
            @Nullable String siteName,
            @Nullable String companyId,
            @Nullable String companyName) {}

    /**
     * The event in words.
     *
     * @param title what is wrong, in a few words
     * @param summary what differs, in a sentence
     * @param consequence what happens if no action is taken, in a sentence
     */
    public record Description(String title, String summary, String consequence) {}

    /**
     * What can and cannot be done now.
     *
     * @param choices the first is recommended
     * @param unavailable actions that people look for and that cannot work
     */
    public record Options(List<EventAction> choices, List<Unavailable> unavailable) {

        public Options {
            choices = List.copyOf(choices);
            unavailable = List.copyOf(unavailable);
        }
    }

    /**
     * An action that cannot be taken now.
     *
     * @param action the action
     * @param because why it cannot work, in a sentence
     */
    public record Unavailable(String action, String because) {}

    /**
     * When the difference existed.
     *
     * @param openedAt when it was first seen
     * @param closedAt when it ended; null while it exists
     * @param closedBecause what ended it, in a sentence; null while it exists
     */
    public record Period(
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String closedBecause) {}

    /**
     * @param reason null if none was given
     * @param until null for no end but a change of the facts
     */
    public record Snooze(@Nullable String reason, @Nullable Instant until) {

        public static final Snooze NONE = new Snooze(null, null);
    }

    /**
     * The most recent action.
     *
     * @param by last four characters of the API key that requested it, or the rule that took it; null if not recorded
     * @param at null if not recorded
     * @param progress how far it is, in a sentence; null if it is not in progress
     * @param result its outcome, in a sentence; null while there is none
     */
    public record LastAction(
            String action,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String progress,
            @Nullable String result) {}

    /** The site it is about; null if it is about none. */
    public @Nullable String siteUid() {
        return subject.siteUid();
    }

    public String title() {
        return description.title();
    }

    public List<EventAction> choices() {
        return options.choices();
    }

    /** Names of the actions that can be taken now. */
    public List<String> actions() {
        return choices().stream().map(EventAction::action).toList();
    }

    /** Whether the difference exists and is not snoozed. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.RESOLVING;
    }

    /** Whether it is only recorded and needs no action. */
    public boolean isOnlyRecorded() {
        return level == PolicyLevel.OBSERVE;
    }

    /** Whether it needs a person's action. */
    public boolean needsAction() {
        return isOpen() && !isOnlyRecorded();
    }

    /** The first action, which is the recommended one; empty if nothing can be done. */
    public Optional<String> recommendedAction() {
        return choices().stream().map(EventAction::action).findFirst();
    }

    public Optional<EventAction> choice(String action) {
        return choices().stream()
                .filter(choice -> choice.action().equals(action))
                .findFirst();
    }

    /** Whether the request is based on outdated facts, or the event is closed or being resolved. */
    public boolean isStale(ResolutionRequest request) {
        return state == State.CLOSED || state == State.RESOLVING || hasOtherFacts(request);
    }

    private boolean hasOtherFacts(ResolutionRequest request) {
        return request.facts() != null && facts != null && !facts.equals(request.facts());
    }

    /** Why the request cannot be carried out, in a sentence; empty if it can, as far as the view knows. */
    public Optional<String> objection(ResolutionRequest request, Instant now) {
        if (state == State.CLOSED) {
            return Optional.of(
                    "The event is already closed. The difference no longer exists, and no action is needed.");
        }
        if (request.isSideAction()) {
            return Optional.empty();
        }
        if (state == State.RESOLVING) {
            return Optional.of("An action for this event is already in progress. Wait until it is done.");
        }
        if (hasOtherFacts(request)) {
            return Optional.of("The facts have changed since you opened the event: %s Review them and decide again."
                    .formatted(description.summary()));
        }
        return choice(request.action())
                .map(choice -> objectionToInput(choice, request).or(() -> request.objection(now)))
                .orElseGet(() -> Optional.of(whyNotAvailable(request.action())));
    }

    /**
     * The same for a request about many events: allows only actions that destroy nothing and need no input for each
     * event.
     */
    public Optional<String> objectionAmongMany(ResolutionRequest request, Instant now) {
        return objection(request, now)
                .filter(_ -> !needsInputForEach(request))
                .or(() -> needsInputForEach(request)
                        ? Optional.of("%s must be decided for each event separately.".formatted(request.action()))
                        : Optional.empty());
    }

    private boolean needsInputForEach(ResolutionRequest request) {
        return choice(request.action()).filter(choice -> !choice.allowsMany()).isPresent();
    }

    /** Whether the action deletes a company, so that a person confirms it with the name and the number of its machines. */
    public boolean confirms(String action) {
        return choice(action).filter(EventAction::confirms).isPresent();
    }

    private String whyNotAvailable(String action) {
        return options.unavailable().stream()
                .filter(each -> each.action().equals(action) && !each.because().isBlank())
                .map(Unavailable::because)
                .findFirst()
                .orElseGet(() -> choices().isEmpty()
                        ? "No action is available for this event. It closes automatically when the difference no longer exists."
                        : "The action %s is not available for this event. Available: %s."
                                .formatted(action, String.join(", ", actions())));
    }

    private Optional<String> objectionToInput(EventAction choice, ResolutionRequest request) {
        var name = request.name();
        if (choice.confirms()) {
            var companyName = subject.companyName();
            return companyName == null || name == null || !new CompanyName(companyName).equals(new CompanyName(name))
                    ? Optional.of("%s needs the company name, exactly as shown.".formatted(choice.action()))
                    : Optional.empty();
        }
        if (!choice.takesName()) {
            return Optional.empty();
        }
        if (name == null || new CompanyName(name).text().isEmpty()) {
            return choice.needsName()
                    ? Optional.of("%s needs a name for the new company.".formatted(choice.action()))
                    : Optional.empty();
        }
        return new CompanyName(name).flaw().map(CompanyName.Flaw::sentence);
    }
}
