package dev.companion.console.web.pages;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventQuery;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.api.CompanyDetails;
import dev.companion.console.web.query.EventParams;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.vocabulary.DiscrepancyType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of events, and the dialog to resolve one of them. */
@Controller
class EventPagesController {

    static final String OPEN = "OPEN,RESOLVING";

    /** A filter of the list by type. */
    public record TypeChip(DiscrepancyType type, int count) {}

    /** A filter of the list by assignee. */
    public record AssigneeChip(String value, String name, int count) {}

    /** Number of events in each group of states, of all types. */
    public record EventCounts(int open, int snoozed, int closed) {

        static EventCounts of(List<Event> events) {
            return new EventCounts(
                    count(events, Event::isOpen),
                    count(events, event -> event.state() == Event.State.SNOOZED),
                    count(events, event -> event.state() == Event.State.CLOSED));
        }
    }

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;

    EventPagesController(ConsoleView view, SettingsAccess settingsAccess) {
        this.view = view;
        this.settingsAccess = settingsAccess;
    }

    @GetMapping("/events")
    String events(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = OPEN) String state,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String assignee,
            @RequestParam(defaultValue = "") String siteUid,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var tenant = view.of(session.tenant());
        var query = EventParams.of(session, state, type, assignee, siteUid);
        var all = tenant.events();
        var matching = all.stream().filter(query::matches).toList();
        model.addAttribute("rows", ListPage.of(matching, PageParams.of(page, PageParams.SIZE_DEFAULT), event -> event));
        model.addAttribute("query", Map.of("state", state, "type", type, "assignee", assignee, "siteUid", siteUid));
        model.addAttribute("counts", EventCounts.of(all));
        model.addAttribute("types", types(all, query));
        model.addAttribute("typeCount", count(all, query::matchesIgnoringType));
        model.addAttribute("assignees", assignees(all, query, session));
        model.addAttribute("siteOfQuery", siteUid.isBlank() ? "" : tenant.siteName(siteUid));
        model.addAttribute("siteCount", tenant.sites(SiteQuery.ALL).size());
        return "events";
    }

    @GetMapping("/events/{eventId}")
    String event(@AuthenticationPrincipal ConsoleSession session, @PathVariable String eventId, Model model) {
        TenantView tenant = view.of(session.tenant());
        var event = tenant.findEvent(eventId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var site = event.siteUid() == null ? null : tenant.site(event.siteUid());
        model.addAttribute("event", event);
        model.addAttribute("devices", site == null ? null : site.devices());
        model.addAttribute("company", company(session, tenant, event));
        model.addAttribute("me", session.requester().name());
        return "event :: dialog";
    }

    /** The company that the event is about; null if there is none, or if it is not visible. */
    private @Nullable CompanyDetails company(ConsoleSession session, TenantView tenant, Event event) {
        var id = event.subject().companyId();
        var company = id == null ? null : tenant.companyById(id);
        return company == null ? null : CompanyDetails.of(company, tenant, settingsAccess.settings(session));
    }

    private static List<TypeChip> types(List<Event> all, EventQuery query) {
        var inState = all.stream().filter(query::matchesIgnoringType).toList();
        return Stream.of(DiscrepancyType.values())
                .map(type -> new TypeChip(type, count(inState, event -> event.type() == type)))
                .filter(chip -> chip.count() > 0 || query.types().contains(chip.type()))
                .toList();
    }

    /** The signed-in person, unassigned, and all other assignees. */
    private static List<AssigneeChip> assignees(List<Event> all, EventQuery query, ConsoleSession session) {
        var anybody = new EventQuery(query.states(), query.types(), null, query.siteUid());
        var shown = all.stream().filter(anybody::matches).toList();
        var me = session.requester().name();
        var others = shown.stream()
                .map(Event::assignee)
                .filter(Objects::nonNull)
                .filter(name -> !name.equals(me))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        return Stream.concat(
                        Stream.of(
                                new AssigneeChip("me", "Mine", count(shown, event -> me.equals(event.assignee()))),
                                new AssigneeChip(
                                        "none", "Unassigned", count(shown, event -> event.assignee() == null))),
                        others.stream()
                                .map(name -> new AssigneeChip(
                                        name, name, count(shown, event -> name.equals(event.assignee())))))
                .toList();
    }

    private static int count(List<Event> events, Predicate<Event> which) {
        return (int) events.stream().filter(which).count();
    }
}
