package dev.companion.poller.http;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.ActivityQuery.Entity;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.poller.domain.read.ActivityHints.Line;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.time.Instant;
import java.util.regex.Pattern;

/** Reads the activity log of a Datto RMM account: one request, however many activities there are. */
final class ActivityReader {

    private static final int LINES_MAX = 250;

    /** A sign-in changes no list, and most changes of variables are our own. */
    private static final Pattern OF_NO_LIST =
            Pattern.compile("log[ ._-]?(in|on|out|off)|sign[ ._-]?(in|out)|variable", Pattern.CASE_INSENSITIVE);

    private ActivityReader() {}

    /** Activities of users since then. */
    static ReadResult since(DattoRmmClient client, Instant from) {
        var query = ActivityQuery.since(from).about(Entity.USER).inPagesOf(LINES_MAX);
        return switch (client.activities(query, null)) {
            case Found<Page<Activity>>(var page) ->
                new ReadResult.Activities(
                        page.rows().stream().map(ActivityReader::line).toList());
            case Refused<Page<Activity>>(var reason, var _)
            when reason == Reason.PERMISSION || reason == Reason.NOT_OFFERED -> new ReadResult.ActivitiesNotShown();
            case CallResult<Page<Activity>> other -> new ReadResult.NoPage(CallFailures.ofList(other));
        };
    }

    private static Line line(Activity activity) {
        var what = activity.category() + " " + activity.action();
        var byUser = activity.entity() == null || activity.entity().equalsIgnoreCase(Entity.USER.name());
        return new Line(
                activity.id(),
                activity.at(),
                byUser && !OF_NO_LIST.matcher(what).find());
    }
}
