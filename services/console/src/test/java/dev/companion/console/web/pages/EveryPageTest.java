package dev.companion.console.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Tenancy;
import dev.companion.console.Variants;
import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.SiteState;
import dev.companion.deletions.DeletionHold;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.gravityzone.Company;
import dev.companion.health.ApiHealth;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Suggestion;
import dev.companion.links.Wanted;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.rmm.Site;
import dev.companion.rmm.User;
import dev.companion.settings.Tenant;
import dev.companion.testing.hostile.HostileName;
import dev.companion.vocabulary.CompanyAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Renders every template with records in all forms: all optional fields filled, none, each alone and all but each, and
 * each symbol of each enum. A template that is not rendered here fails the test.
 */
@ConsoleTest
@Import(Tenancy.class)
class EveryPageTest {

    /** What the texts of all records are. */
    enum Texts {
        NAMES_OF_FIELDS(name -> name),
        HOSTILE(_ -> String.join(" ", HostileName.texts(HostileName.Kind.HTML, HostileName.Kind.HEADER)));

        private final Function<String, String> text;

        Texts(Function<String, String> text) {
            this.text = text;
        }
    }

    /** A part of each template that nothing else has. */
    private static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("activity", "data-page=\"activity\""),
            Map.entry("company", "id=\"decide\""),
            Map.entry("event", "id=\"resolve\""),
            Map.entry("events", "data-page=\"events\""),
            Map.entry("holds", "class=\"hold"),
            Map.entry("layout", "id=\"banners\""),
            Map.entry("problem", "There is nothing at this address."),
            Map.entry("settings", "data-page=\"settings\""),
            Map.entry("signin", "id=\"signin\""),
            Map.entry("site", "class=\"drawer-in\""),
            Map.entry("sites", "data-page=\"sites\""),
            Map.entry("starting", "Still starting"),
            Map.entry("users", "data-page=\"users\""));

    private static final Pattern UID = Pattern.compile("data-uid=\"([^\"]+)\"");
    private static final Pattern LAST_ROWS = Pattern.compile("(\\d+)–(\\d+) of (\\d+)");
    private static final Pattern LEFT_OVER =
            Pattern.compile(">null<|\"null\"|null (?:open|sites|devices)|\\sth:|undefined");

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Progress progress;

    private final Set<String> rendered = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private int sites;
    private int companies;
    private int events;

    @BeforeEach
    void nothingIsRenderedYet() {
        rendered.clear();
        failures.clear();
        sites = 0;
        companies = 0;
        events = 0;
    }

    @ParameterizedTest
    @EnumSource
    void everyTemplateIsWholeInEveryState(Texts texts) throws IOException {
        listsAndDetails(texts);
        settingsAndFrame(texts);
        withoutAnyRecord();

        assertThat(failures).isEmpty();
        assertThat(rendered).isEqualTo(templates());
    }

    private void listsAndDetails(Texts texts) {
        var tenant = tenancy.connected();
        tenant.feed().tenant(tenant.id, variants(Tenant.class, tenant, texts).filled());
        fill(tenant, texts);

        var listed = UID.matcher(pages(tenant.api, "sites", "/sites?"))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed).hasSizeGreaterThan(100);
        listed.forEach(uid -> page(tenant.api, "site", "/sites/" + uid));
        for (var state : SiteState.values()) {
            assertThat(pages(tenant.api, "sites", "/sites?state=" + state + "&"))
                    .as("a site that is %s", state)
                    .contains("data-state=\"" + state + "\"");
        }
        Stream.of("/sites?q=e&sort=-company&", "/sites?q=zzz&").forEach(path -> pages(tenant.api, "sites", path));
        for (var i = 0; i < companies; i++) {
            for (var action : CompanyAction.values()) {
                if (action != CompanyAction.UNKNOWN
                        && action != CompanyAction.RENAME
                        && action != CompanyAction.COUNT) {
                    page(
                            tenant.api,
                            "company",
                            "/companies/c-" + i + "/" + action.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        for (var state : Event.State.values()) {
            assertThat(pages(tenant.api, "events", "/events?state=" + state + "&"))
                    .as("an event that is %s", state)
                    .contains("data-event-row=");
        }
        Stream.of("?", "?assignee=none&", "?assignee=me&", "?siteUid=s-1&", "?type=SITE_RENAMED&")
                .forEach(query -> pages(tenant.api, "events", "/events" + query));
        for (var i = 0; i < events; i++) {
            page(tenant.api, "event", "/events/d-" + i);
        }
        pages(tenant.api, "users", "/users?");
        pages(tenant.api, "activity", "/activity?");
    }

    private void fill(Tenancy.Tenant tenant, Texts texts) {
        var feed = tenant.feed();
        for (var company : variants(Company.class, tenant, texts).all("CompanyType")) {
            var id = "c-" + companies++;
            feed.company(tenant.key(id), Variants.put(company, "companyId", id));
        }
        var siteForms = variants(Site.class, tenant, texts);
        var links = variants(Link.class, tenant, texts);
        var statuses = variants(LinkStatus.class, tenant, texts);
        for (var site : siteForms.all("SiteScope")) {
            var uid = site(tenant, site);
            link(tenant, uid, links.filled());
        }
        siteForms.all("SiteScope").forEach(site -> site(tenant, site));
        for (var suggestion : variants(Suggestion.class, tenant, texts).all("SuggestionState")) {
            var uid = site(tenant, siteForms.filled());
            feed.suggestion(tenant.key(uid), Variants.put(suggestion, "siteUid", uid));
        }
        for (var link : links.all("Wanted")) {
            link(tenant, site(tenant, siteForms.filled()), link);
            // Gone from Datto RMM.
            link(tenant, "s-" + sites++, copy(link));
        }
        for (var status : statuses.all("LinkPhase")) {
            status(tenant, site(tenant, siteForms.filled()), links.filled(), status);
        }
        for (var wanted : Wanted.values()) {
            for (var phase : LinkPhase.values()) {
                var link = Variants.put(links.filled(), "wanted", wanted);
                status(tenant, site(tenant, siteForms.filled()), link, Variants.put(statuses.filled(), "phase", phase));
            }
        }
        for (var event : variants(Discrepancy.class, tenant, texts).all("DiscrepancyState")) {
            var id = "d-" + events++;
            feed.event(tenant.key(id), Variants.put(event, "discrepancyId", id));
        }
        var users = 0;
        for (var user : variants(User.class, tenant, texts).all(null)) {
            var key = "u-" + users++;
            feed.user(tenant.key(key), Variants.put(user, "userKey", key));
        }
        for (var entry : variants(AuditEntry.class, tenant, texts).all(null)) {
            for (var target : List.of("site:s-1", "company:c-1", "discrepancy:d-1", "tenant:" + tenant.id, "nothing")) {
                feed.audit(tenant.key("a"), Variants.put(copy(entry), "target", target));
            }
        }
        for (var change : variants(ProvisioningChange.class, tenant, texts).all(null)) {
            feed.provisioned(tenant.key("p"), Variants.put(change, "siteUid", "s-1"));
        }
    }

    /** The frame with every state of settings, vendors and held deletions. */
    private void settingsAndFrame(Texts texts) {
        var tenant = tenancy.connected().site("s-1", "Acme");
        for (var hold : variants(DeletionHold.class, tenant, texts).all("ObservedKind")) {
            tenant.feed().hold(tenant.key(hold.getKind().name()), hold);
            page(tenant.api, "sites", "/sites");
        }
        for (var health : variants(ApiHealth.class, tenant, texts).all("ApiState")) {
            for (var service : List.of("poller", "provisioner")) {
                tenant.feed()
                        .health(
                                tenant.key(service + "|" + health.getApi()),
                                Variants.put(copy(health), "service", service));
            }
            List.of("sites", "users").forEach(here -> page(tenant.api, here, "/" + here));
        }
        for (var settings : variants(Tenant.class, tenant, texts).all("PolicyLevel")) {
            tenant.feed().tenant(tenant.id, settings);
            List.of("settings", "sites", "users", "events").forEach(here -> page(tenant.api, here, "/" + here));
            page(tenant.api, "holds", "/sites");
            page(tenant.api, "layout", "/activity");
        }
    }

    private void withoutAnyRecord() {
        for (var tenant : List.of(tenancy.fresh(), tenancy.connected())) {
            List.of("settings", "sites", "users", "events", "activity")
                    .forEach(here -> page(tenant.api, here, "/" + here));
            page(tenant.stranger(), "signin", "/signin");
            page(tenant.api, "problem", "/nowhere", 404);
        }
        var early = tenancy.fresh().api;
        progress.caughtUp.set(false);
        try {
            page(early, "starting", "/sites", 503);
        } finally {
            progress.caughtUp.set(true);
        }
    }

    private String site(Tenancy.Tenant tenant, Site site) {
        var uid = "s-" + sites++;
        tenant.feed().site(tenant.key(uid), Variants.put(copy(site), "siteUid", uid));
        return uid;
    }

    private static void link(Tenancy.Tenant tenant, String uid, Link link) {
        if (link.getCompanyId().isPresent()) {
            Variants.put(link, "companyId", uid.replace("s-", "c-"));
        }
        tenant.feed().link(tenant.key(uid), Variants.put(link, "siteUid", uid));
    }

    private static void status(Tenancy.Tenant tenant, String uid, Link link, LinkStatus status) {
        link(tenant, uid, link);
        tenant.feed().status(tenant.key(uid), Variants.put(status, "siteUid", uid));
    }

    private static <R extends SpecificRecord> R copy(R record) {
        return SpecificData.get().deepCopy(record.getSchema(), record);
    }

    private static <R extends SpecificRecord> Variants<R> variants(Class<R> type, Tenancy.Tenant tenant, Texts texts) {
        return Variants.of(type)
                .texts(texts.text)
                .with("tenantId", tenant.id)
                .with("apiUrl", FakeVendors.RMM_URL)
                .with("generation", 1L)
                .with("observedGeneration", 1L);
    }

    /** All pages of a list; returns their texts. */
    private String pages(ApiClient api, String template, String path) {
        var all = new StringBuilder();
        for (var at = 0; ; at++) {
            var text = page(api, template, path + "page=" + at);
            all.append(text);
            var rows = LAST_ROWS.matcher(text);
            if (!rows.find() || rows.group(2).equals(rows.group(3))) {
                return all.toString();
            }
        }
    }

    private String page(ApiClient api, String template, String path) {
        return page(api, template, path, 200);
    }

    private String page(ApiClient api, String template, String path, int status) {
        var answer = api.get(path);
        var text = answer.text();
        if (answer.status() != status || !text.contains(MARKS.get(template))) {
            failures.add(
                    "%s: %d (expected: %d, with %s)".formatted(path, answer.status(), status, MARKS.get(template)));
            return text;
        }
        rendered.add(template);
        var left = LEFT_OVER.matcher(text);
        if (left.find()) {
            failures.add(path + ": shows " + left.group());
        }
        if (!text.stripTrailing().endsWith(">")) {
            failures.add(path + ": is not whole");
        }
        HostileName.texts(HostileName.Kind.HTML).stream()
                .filter(name -> !name.equals(HostileName.LINK.text()) && !name.equals(HostileName.TEMPLATE.text()))
                .filter(text::contains)
                .forEach(name -> failures.add(path + ": has " + name + " as it is"));
        if (text.contains("href=\"javascript:") || text.contains("[[49]]") || text.contains("__49__")) {
            failures.add(path + ": evaluates a name");
        }
        answer.response().headers().map().forEach((header, values) -> {
            if (values.stream().anyMatch(value -> value.contains("evil") || value.contains("alert"))) {
                failures.add(path + ": has a name in " + header);
            }
        });
        return text;
    }

    private static Set<String> templates() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/templates/**/*.html"))
                .map(file -> String.valueOf(file.getFilename()).replace(".html", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
