package dev.companion.console.view;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.timeline.TimelineEntry;
import dev.companion.console.domain.timeline.TimelineEntry.Stage;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.Suggestion;
import dev.companion.links.SuggestionState;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.runtime.tracing.Traces;
import dev.companion.shared.EventMetadata;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates records of topics into entries of a site's timeline. Empty for what says nothing about a site's way. */
public final class TimelineRecords {

    private static final String SITE = "site:";

    /** What the provisioner notices without having done it. */
    private static final Set<ProvisioningChangeType> SEEN = Set.of(
            ProvisioningChangeType.COMPANY_CHOSEN,
            ProvisioningChangeType.PACKAGE_MISSING,
            ProvisioningChangeType.PACKAGE_RENAMED,
            ProvisioningChangeType.PACKAGE_DUPLICATED,
            ProvisioningChangeType.PACKAGE_LINK_CHANGED,
            ProvisioningChangeType.VARIABLE_CHANGED,
            ProvisioningChangeType.VARIABLE_MISSING);

    private static final Set<ProvisioningChangeType> RESULTS = Set.of(
            ProvisioningChangeType.LINK_READY,
            ProvisioningChangeType.LINK_STALLED,
            ProvisioningChangeType.LINK_REMOVED,
            ProvisioningChangeType.ADD_ON_LEFT_OUT,
            ProvisioningChangeType.ORDER_REFUSED);

    private TimelineRecords() {}

    /** Empty if only the number of devices or another field than the name has changed. */
    static Optional<TimelineEntry> seen(RmmChange change) {
        if (change.getKind() != RmmEntity.SITE) {
            return Optional.empty();
        }
        var before = change.getSiteBefore().orElse(null);
        var after = change.getSiteAfter().orElse(null);
        // The name before, if it is another one now.
        var formerName =
                before != null && after != null && change.getChangedFields().contains("name") ? before.getName() : null;
        if (change.getOperation() == RmmOperation.UPDATED && formerName == null) {
            return Optional.empty();
        }
        return Optional.of(entry(
                change.getMetadata(),
                Stage.SEEN,
                "poller",
                formerName != null && change.getOperation() == RmmOperation.UPDATED
                        ? "SITE_RENAMED"
                        : "SITE_" + change.getOperation().name(),
                formerName,
                after == null ? null : after.getName(),
                change.getInferred() ? "Missing in %d checks.".formatted(change.getConfirmations()) : null));
    }

    static TimelineEntry provisioned(ProvisioningChange change) {
        var type = change.getType();
        var about = change.getPackageId().or(change::getCompanyId).orElse(null);
        return entry(
                change.getMetadata(),
                SEEN.contains(type) ? Stage.SEEN : RESULTS.contains(type) ? Stage.RESULT : Stage.CALLED,
                "provisioner",
                type.name(),
                null,
                about,
                change.getDetail().orElse(null));
    }

    static Optional<TimelineEntry> decided(DiscrepancyChange change) {
        var after = change.getAfter();
        var from = change.getFrom().orElse(null);
        var by = after.getLastActionBy().orElse("event-resolver");
        var title = after.getTitle();
        var metadata = change.getMetadata();
        return switch (change.getTo()) {
            case OPEN ->
                Optional.of(
                        from == DiscrepancyState.RESOLVING
                                ? entry(
                                        metadata,
                                        Stage.RESULT,
                                        "event-resolver",
                                        "EVENT_REMAINS",
                                        null,
                                        title,
                                        after.getLastActionResult().orElse(null))
                                : entry(
                                        metadata,
                                        Stage.SEEN,
                                        "event-resolver",
                                        from == DiscrepancyState.SNOOZED ? "EVENT_SNOOZE_ENDED" : "EVENT_OPENED",
                                        null,
                                        title,
                                        after.getSummary()));
            case RESOLVING -> Optional.of(entry(metadata, stageOf(by), by, "EVENT_RESOLVING", null, title, null));
            case SNOOZED ->
                Optional.of(entry(
                        metadata,
                        stageOf(by),
                        by,
                        "EVENT_SNOOZED",
                        null,
                        title,
                        after.getSnoozeReason().orElse(null)));
            case CLOSED ->
                Optional.of(entry(
                        metadata,
                        Stage.RESULT,
                        "event-resolver",
                        "EVENT_CLOSED",
                        null,
                        title,
                        after.getClosedBecause().orElse(null)));
            case UNKNOWN -> Optional.empty();
        };
    }

    static TimelineEntry matched(Suggestion suggestion) {
        var isDisputed = suggestion.getState() == SuggestionState.DISPUTED;
        var best = suggestion.getCandidates().isEmpty()
                ? null
                : suggestion.getCandidates().getFirst();
        return entry(
                suggestion.getMetadata(),
                Stage.DECIDED,
                "mapper",
                "MATCH_FOUND",
                null,
                best == null || isDisputed ? null : "%s (%d %%)".formatted(best.getCompanyName(), best.getScore()),
                isDisputed
                        ? suggestion.getDispute().orElse(null)
                        : best == null ? null : String.join(" ", best.getEvidence()));
    }

    /** Empty unless its target is the site itself. */
    static Optional<String> siteOf(Activity entry) {
        return entry.target().startsWith(SITE)
                ? Optional.of(entry.target().substring(SITE.length()))
                : Optional.empty();
    }

    /** A decision of a person or of a service, as the audit trail has it. */
    public static TimelineEntry decided(Activity entry) {
        return new TimelineEntry(
                entry.at().toEpochMilli(),
                stageOf(entry.actor()),
                entry.actor().intern(), // from a short list, and each entry would hold a copy
                entry.action().intern(),
                entry.before(),
                entry.after(),
                entry.why(),
                entry.traceId());
    }

    private static Stage stageOf(String actor) {
        return Activity.isService(actor) ? Stage.DECIDED : Stage.REQUESTED;
    }

    private static TimelineEntry entry(
            EventMetadata metadata,
            Stage stage,
            String actor,
            String what,
            @Nullable String before,
            @Nullable String after,
            @Nullable String detail) {
        return new TimelineEntry(
                metadata.getOccurredAt().toEpochMilli(),
                stage,
                actor.intern(),
                what.intern(),
                before,
                after,
                detail,
                Traces.ofRequest(metadata.getCausedBy().orElse(null)).orElse(null));
    }
}
