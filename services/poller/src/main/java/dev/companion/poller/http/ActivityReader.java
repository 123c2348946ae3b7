package dev.companion.poller.http;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.ActivityQuery.Entity;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.poller.domain.ActivityHints.Line;
import dev.companion.poller.domain.Setback;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** One look into the activity log of a Datto RMM account: one request, however much there is. */
public final class ActivityReader {

    private static final int LINES_MAX = 250;

    /** Nobody's list changes by a sign-in; and the variables are mostly those that we write ourselves. */
    private static final Pattern OF_NO_LIST =
            Pattern.compile("log[ ._-]?(in|on|out|off)|sign[ ._-]?(in|out)|variable", Pattern.CASE_INSENSITIVE);

    /** What came of it. */
    public sealed interface Look {
        record Lines(List<Line> lines) implements Look {}

        /** This key is not shown the log, or the platform has none. */
        record NeverShown() implements Look {}

        record Nothing(Setback setback) implements Look {}
    }

    private final DattoRmmClient client;

    public ActivityReader(DattoRmmClient client) {
        this.client = client;
    }

    /** What users did from then on. */
    public Look since(Instant from) {
        var query = ActivityQuery.since(from).about(Entity.USER).inPagesOf(LINES_MAX);
        return switch (client.activities(query, null)) {
            case Found<Page<Activity>>(var page) ->
                new Look.Lines(page.rows().stream().map(ActivityReader::line).toList());
            case Refused<Page<Activity>>(var reason, var _)
            when reason == Reason.PERMISSION || reason == Reason.NOT_OFFERED -> new Look.NeverShown();
            case CallResult<Page<Activity>> other -> new Look.Nothing(Setbacks.ofList(other));
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
