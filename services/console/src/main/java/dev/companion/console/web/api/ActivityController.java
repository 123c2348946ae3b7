package dev.companion.console.web.api;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lines of the activity page: decisions of people and the changes at the vendors that followed, newest first. */
@RestController
@RequestMapping("/api/activity")
@Tag(name = "Audit")
class ActivityController {

    private final ConsoleView view;

    ActivityController(ConsoleView view) {
        this.view = view;
    }

    /**
     * @param q searched in actor, action and target
     * @param by PERSON or AUTOMATION; both if left out
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listActivity",
            summary = "Lists decisions and the changes that followed",
            description = "In words, newest first; the last 5,000 decisions and the last 5,000 changes. GET /api/audit"
                    + " lists the decisions alone, as they are recorded.")
    ListPage<ActivityItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        return ListPage.of(matching(session, q, by), params, line -> line);
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String by) {
        return Csv.file(
                "activity.csv",
                List.of("at", "actor", "action", "target", "targetUid", "before", "after", "why"),
                matching(session, q, by),
                line -> Arrays.asList(
                        line.at(),
                        line.actor(),
                        line.action(),
                        line.target(),
                        line.targetUid(),
                        line.before(),
                        line.after(),
                        line.why()));
    }

    private List<ActivityItem> matching(ConsoleSession session, @Nullable String q, @Nullable String by) {
        return ActivityItem.all(
                view.of(session.tenant()), SearchParam.text(q), EnumParam.of("by", by, ActivityItem.By.class));
    }
}
