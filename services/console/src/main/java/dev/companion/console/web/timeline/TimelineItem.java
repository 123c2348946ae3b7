package dev.companion.console.web.timeline;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.timeline.TimelineEntry;
import dev.companion.console.domain.timeline.TimelineEntry.Stage;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.api.ActivityTexts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a site, in words.
 *
 * @param at when it happened
 * @param stage SEEN at a vendor, REQUESTED by a person, DECIDED by a rule, CALLED: changed at a vendor, RESULT: how it
 *     ended
 * @param actor last four characters of a person's API key, or the name of a service
 * @param byPerson whether a person did it
 * @param what what happened, in words
 * @param before what was there before; null if there was nothing
 * @param after what is there now or what it is about, by its name if it is known; null if there is nothing
 * @param detail a sentence that says more, such as the reason; null if there is none
 * @param traceId the trace of the request that it follows from; null if it follows from none
 */
public record TimelineItem(
        Instant at,
        Stage stage,
        String actor,
        boolean byPerson,
        String what,
        @Nullable String before,
        @Nullable String after,
        @Nullable String detail,
        @Nullable String traceId) {

    /** What a decision to link says of a company that exists. */
    private static final String CHOSEN = "company ";

    static TimelineItem of(TimelineEntry entry, TenantView tenant) {
        return new TimelineItem(
                entry.at(),
                entry.stage(),
                entry.actor(),
                !Activity.isService(entry.actor()),
                words(entry.what()),
                named(entry.before(), tenant),
                named(entry.after(), tenant),
                entry.detail(),
                entry.traceId());
    }

    private static String words(String what) {
        return switch (what) {
            case "SITE_CREATED" -> "Site seen in Datto RMM";
            case "SITE_RENAMED" -> "Site renamed in Datto RMM";
            case "SITE_DELETED" -> "Site deleted in Datto RMM";
            case "SITE_LEFT_SCOPE" -> "Site changed to on-demand in Datto RMM";
            case "SITE_ENTERED_SCOPE" -> "Site changed to managed in Datto RMM";
            case "MATCH_FOUND" -> "Match found";
            case "EVENT_OPENED" -> "Event opened";
            case "EVENT_SNOOZE_ENDED" -> "Event open again: the snooze has ended";
            case "EVENT_REMAINS" -> "Event still open after the action";
            case "EVENT_RESOLVING" -> "Event is being resolved";
            case "EVENT_SNOOZED" -> "Event snoozed";
            case "EVENT_CLOSED" -> "Event closed";
            default -> ActivityTexts.of(what);
        };
    }

    /** Companies and packages by their names if known. */
    private static @Nullable String named(@Nullable String text, TenantView tenant) {
        if (text == null) {
            return null;
        }
        var id = text.startsWith(CHOSEN) ? text.substring(CHOSEN.length()) : text;
        var company = tenant.company(id);
        var installationPackage = tenant.installationPackage(id);
        return company != null ? company : installationPackage != null ? installationPackage : text;
    }
}
