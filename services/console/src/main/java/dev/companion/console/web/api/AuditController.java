package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import dev.companion.vocabulary.TextFolding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail, newest first; the last 5,000 entries of a tenant. The topic keeps the rest. */
@RestController
@RequestMapping("/api/audit")
@Tag(name = "Audit")
class AuditController {

    private final ConsoleView view;

    AuditController(ConsoleView view) {
        this.view = view;
    }

    /**
     * @param q text that actor, action or target contain, in upper or lower case
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listAudit",
            summary = "Lists the audit trail",
            description = "q searches actor, action and target.")
    ListPage<Activity> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        return ListPage.of(matching(session, q), params, entry -> entry);
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session, @RequestParam(required = false) @Nullable String q) {
        return Csv.file(
                "audit.csv",
                List.of("id", "at", "actor", "action", "target", "before", "after", "why", "traceId"),
                matching(session, q),
                entry -> Arrays.asList(
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.target(),
                        entry.before(),
                        entry.after(),
                        entry.why(),
                        entry.traceId()));
    }

    private List<Activity> matching(ConsoleSession session, @Nullable String q) {
        var text = TextFolding.fold(SearchParam.text(q));
        return view.of(session.tenant()).activities().audit().stream()
                .filter(entry -> text.isEmpty()
                        || Stream.of(entry.actor(), entry.action(), entry.target())
                                .anyMatch(field -> TextFolding.fold(field).contains(text)))
                .toList();
    }
}
