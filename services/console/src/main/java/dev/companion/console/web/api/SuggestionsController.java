package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.site.DismissedPair;
import dev.companion.console.domain.site.LinkRefusal;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.IdParams;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.TextFolding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Suggested companies for unlinked sites. One is accepted by linking the site to it. */
@RestController
@RequestMapping("/api/suggestions")
@Tag(name = "Suggestions")
class SuggestionsController {

    /**
     * A site and a company that do not belong together.
     *
     * @param siteUid the uid of the site
     * @param companyId the id of the suggested company
     */
    record PairBody(
            @Schema(requiredMode = REQUIRED) @Nullable String siteUid,
            @Schema(requiredMode = REQUIRED) @Nullable String companyId) {}

    /**
     * Suggestions to dismiss.
     *
     * @param pairs 1 to 2,000 pairs as they were suggested
     */
    record DismissalBody(
            @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable PairBody> pairs) {}

    private final ConsoleView view;
    private final RequestPublisher requests;

    SuggestionsController(ConsoleView view, RequestPublisher requests) {
        this.view = view;
        this.requests = requests;
    }

    /**
     * @param state states to list, comma-separated; all if left out
     * @param q text that the name of the site or of a suggested company contains, in upper or lower case
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping
    @Operation(
            operationId = "listSuggestions",
            summary = "Lists suggestions",
            description =
                    "For sites that can be linked, by site name; filtered by q (site or company) and state (SUGGESTED,"
                            + " DISPUTED). The first candidate is the best match. Accepted by POST /api/links.")
    ListPage<Suggestion> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        var states = EnumParam.of("state", state, Suggestion.State.class);
        var text = TextFolding.fold(SearchParam.text(q));
        var matching = view.of(session.tenant()).sites(SiteQuery.ALL).stream()
                .map(SiteRow::suggestion)
                .filter(Objects::nonNull)
                .filter(each -> states.isEmpty() || states.contains(each.state()))
                .filter(each -> text.isEmpty() || tells(each, text))
                .toList();
        return ListPage.of(matching, params, each -> each);
    }

    @PostMapping("/dismissal")
    @Operation(
            operationId = "dismissSuggestions",
            summary = "Dismisses suggestions",
            description =
                    "These sites do not belong to these companies; the pairs are not suggested again. All of them or"
                            + " none.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> dismiss(@AuthenticationPrincipal ConsoleSession session, @RequestBody DismissalBody body) {
        var pairs = pairs(body);
        var tenant = view.of(session.tenant());
        var refusals = pairs.stream()
                .flatMap(
                        pair -> objection(tenant, pair).map(reason -> new LinkRefusal(pair.siteUid(), reason)).stream())
                .toList();
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Suggestions cannot be dismissed", refusals);
        }
        return Accepted.of(requests.dismissSuggestions(session.requester(), pairs));
    }

    private static boolean tells(Suggestion suggestion, String text) {
        return TextFolding.fold(suggestion.siteName()).contains(text)
                || suggestion.candidates().stream()
                        .anyMatch(each -> TextFolding.fold(each.companyName()).contains(text));
    }

    private static Optional<String> objection(TenantView tenant, DismissedPair pair) {
        var line = tenant.findSite(pair.siteUid());
        if (line.isEmpty()) {
            return Optional.of("The site does not exist.");
        }
        var suggestion = line.get().suggestion();
        return suggestion != null && suggestion.names(pair.companyId())
                ? Optional.empty()
                : Optional.of("This company is not, or is no longer, suggested for the site.");
    }

    private static List<DismissedPair> pairs(DismissalBody body) {
        return IdParams.sized("pairs", body.pairs()).stream()
                .map(SuggestionsController::pair)
                .distinct()
                .toList();
    }

    private static DismissedPair pair(@Nullable PairBody given) {
        var siteUid = given == null ? null : given.siteUid();
        var companyId = given == null ? null : given.companyId();
        if (siteUid == null || companyId == null || !TenantKey.isId(siteUid) || !TenantKey.isId(companyId)) {
            throw ApiProblem.malformed("pairs: not a pair of ids", "{siteUid, companyId}");
        }
        return new DismissedPair(siteUid, companyId);
    }
}
