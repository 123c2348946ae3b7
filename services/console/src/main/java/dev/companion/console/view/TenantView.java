package dev.companion.console.view;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.plan.PlanFacts;
import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.InstallationLink;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.NewCompanyName;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.domain.site.Suspension;
import dev.companion.console.domain.task.Task;
import dev.companion.console.domain.task.TaskRequest;
import dev.companion.console.domain.task.TaskResult;
import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.Resets;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.User;
import dev.companion.console.domain.tenant.UserQuery;
import dev.companion.console.domain.timeline.EntryBudget;
import dev.companion.console.view.ChangeListener.Kind;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.settings.TenantReset;
import dev.companion.vocabulary.CompanyName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory view of one tenant: immutable rows by id, and the joined rows of the list of sites. Written only by the
 * feed, except for {@link #remember} and {@link #forget}; read by any thread. Rebuilt from the topics at each start.
 */
public final class TenantView implements PlanFacts, Task.Facts, SiteRow.Names {

    private final String tenantId;
    private final ChangeListener listener;
    private final Waiters waiters = new Waiters();

    private final Map<String, Site> sites = new ConcurrentHashMap<>();
    private final Map<String, Company> companies = new ConcurrentHashMap<>();
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, LinkStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, InstallationLink> installationLinks = new ConcurrentHashMap<>();
    private final Map<String, Suggestion> suggestions = new ConcurrentHashMap<>();
    private final EventIndex events = new EventIndex();
    private final Map<String, ApiHealth> health = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, DeletionHold> holds = new ConcurrentHashMap<>();
    private final TaskHistory tasks = new TaskHistory();
    private final Activities activities;
    private final ResetRecords resets = new ResetRecords();
    private final SiteRows rows = new SiteRows();
    private final ReverseIndex sitesByCompany = new ReverseIndex();
    private final PackageIndex packages = new PackageIndex();
    private final NameIndex names = new NameIndex();
    private volatile @Nullable TenantSettings settings;

    TenantView(String tenantId, EntryBudget timelines, ChangeListener listener) {
        this.tenantId = tenantId;
        this.activities = new Activities(timelines, () -> changed(Kind.ACTIVITY));
        this.listener = listener;
    }

    public List<SiteRow> sites(SiteQuery query) {
        return query.apply(rows.byName());
    }

    /** Number of sites in each state; states without sites are absent. */
    public Map<SiteState, Integer> siteCounts() {
        return rows.counts();
    }

    /** Number of on-demand sites that are left out: those that no link refers to. */
    public int onDemandCount() {
        return (int) sites.values().stream()
                .filter(site -> site.scope() == Site.Scope.ON_DEMAND && rows.get(site.siteUid()) == null)
                .count();
    }

    @Override
    public Optional<SiteRow> findSite(String siteUid) {
        return Optional.ofNullable(rows.get(siteUid));
    }

    /** The installation link of the package in use; empty while it has none. */
    public Optional<InstallationLink> installationLink(String siteUid) {
        return findSite(siteUid).flatMap(row -> row.ofItsPackage(installationLinks.get(siteUid)));
    }

    public Stream<Link> links() {
        return links.values().stream();
    }

    public Stream<Company> companies() {
        return companies.values().stream();
    }

    /** Whether a company can be linked to a site now: usable, and not linked to another site. */
    public boolean isAvailable(@Nullable Company company) {
        return company != null && company.isUsable() && sitesByCompany.anyOf(company.id()) == null;
    }

    public List<Event> events() {
        return events.newestFirst();
    }

    public Optional<Event> findEvent(String eventId) {
        return Optional.ofNullable(events.get(eventId));
    }

    @Override
    public @Nullable Event event(String eventId) {
        return events.get(eventId);
    }

    @Override
    public List<ApiHealth> health() {
        return health.values().stream()
                .sorted(Comparator.comparing(ApiHealth::api).thenComparing(ApiHealth::service))
                .toList();
    }

    /** The users that match a query, in its order. E-mail addresses are hidden as soon as the settings forbid them. */
    public List<User> users(UserQuery query) {
        var saved = settings;
        return saved != null && saved.observation().userEmails()
                ? query.apply(users.values())
                : query.apply(users.values().stream().map(User::withoutEmail).toList());
    }

    public Optional<User> findUser(String userKey) {
        return Optional.ofNullable(users.get(userKey));
    }

    /** Deletions that need a person's decision, at most one set of each list. */
    public List<DeletionHold> holds() {
        return holds.values().stream()
                .sorted(Comparator.comparing(DeletionHold::kind))
                .toList();
    }

    public Activities activities() {
        return activities;
    }

    public Optional<TenantSettings> settings() {
        return Optional.ofNullable(settings);
    }

    /** The task of a request with its progress; empty if the request is not known. */
    public Optional<Task> findTask(String taskId, Instant now) {
        return tasks.find(taskId, this, now);
    }

    /** The task that counts the machines of the site's company now; empty if there is none. */
    public Optional<String> countUnderWay(String siteUid, Instant now) {
        return tasks.countUnderWay(siteUid, this, now);
    }

    @Override
    public boolean hasUndecidedChange(String siteUid) {
        return tasks.hasUndecidedChange(siteUid);
    }

    public Optional<TaskResult> findResult(String requestId) {
        return Optional.ofNullable(tasks.result(requestId));
    }

    @Override
    public Resets resets() {
        return resets.now();
    }

    @Override
    public @Nullable Instant removedAt(String siteUid) {
        return tasks.removedAt(siteUid);
    }

    @Override
    public boolean isCancelled(String taskId, String siteUid) {
        return tasks.isCancelled(taskId, siteUid);
    }

    @Override
    public boolean onlyCounts(String siteUid, long generation) {
        return tasks.onlyCounts(siteUid, generation);
    }

    @Override
    public String proposedName(String siteUid) {
        return names.propose(siteUid, siteName(siteUid), settings).text();
    }

    @Override
    public boolean hasNamesake(String siteUid) {
        return names.companiesNamed(NewCompanyName.ownOf(siteName(siteUid))).stream()
                .anyMatch(id -> isAvailable(companies.get(id)));
    }

    /** Waits until the view meets the condition, checked after each change; false on timeout. */
    public boolean await(Predicate<TenantView> condition, Duration max) {
        return waiters.await(() -> condition.test(this), max);
    }

    @Override
    public @Nullable Site site(String siteUid) {
        return sites.get(siteUid);
    }

    @Override
    public @Nullable Link link(String siteUid) {
        return links.get(siteUid);
    }

    @Override
    public @Nullable LinkStatus status(String siteUid) {
        return statuses.get(siteUid);
    }

    @Override
    public @Nullable Company companyById(String companyId) {
        return companies.get(companyId);
    }

    @Override
    public @Nullable Suspension lastSuspension(String companyId) {
        return activities.lastSuspension(companyId);
    }

    @Override
    public @Nullable String siteLinkedTo(String companyId) {
        return sitesByCompany.anyOf(companyId);
    }

    @Override
    public boolean isCompanyNamed(CompanyName name) {
        return names.isCompanyNamed(name);
    }

    @Override
    public List<Twin> twinsOf(CompanyName name) {
        return names.twinsOf(name, id -> isAvailable(companies.get(id)));
    }

    @Override
    public @Nullable String siteCreating(CompanyName name) {
        return names.siteCreating(name);
    }

    @Override
    public String siteName(String siteUid) {
        var site = sites.get(siteUid);
        var link = links.get(siteUid);
        return site != null ? site.name() : link != null ? link.siteName() : siteUid;
    }

    @Override
    public @Nullable String company(String companyId) {
        var company = companies.get(companyId);
        return company == null ? null : company.name();
    }

    @Override
    public @Nullable String installationPackage(String packageId) {
        return packages.nameOf(packageId, statuses::get);
    }

    /** Adds a request that was just published, so that its task is available before it is read from the topic. */
    public void remember(TaskRequest request) {
        tasks.putIfNew(request).forEach(this::join);
        changed(Kind.TASKS);
    }

    /** Removes a request that could not be published. */
    public void forget(String requestId) {
        tasks.forget(requestId).forEach(this::join);
        changed(Kind.TASKS);
    }

    void putSite(String siteUid, @Nullable Site site) {
        store(sites, siteUid, site);
        names.site(siteUid, site);
        join(siteUid);
    }

    void putCompany(String companyId, @Nullable Company company) {
        var before = store(companies, companyId, company);
        names.company(companyId, company);
        if (before == null || company == null || !before.name().equals(company.name())) {
            sitesByCompany.of(companyId).forEach(this::join);
        }
        changed(Kind.SITES);
    }

    void putPackageName(String packageId, @Nullable String name) {
        packages.name(packageId, name).forEach(this::join);
    }

    void putLink(String siteUid, @Nullable Link link) {
        store(links, siteUid, link);
        join(siteUid);
        changed(Kind.TASKS);
    }

    void putStatus(String siteUid, @Nullable LinkStatus status) {
        store(statuses, siteUid, status);
        if (status != null && status.phase() == LinkStatus.Phase.REMOVED) {
            status.since().ifPresent(at -> tasks.removed(siteUid, at));
        }
        join(siteUid);
        changed(Kind.TASKS);
    }

    void putInstallationLink(String siteUid, @Nullable InstallationLink link) {
        store(installationLinks, siteUid, link);
        changed(Kind.SITES);
    }

    void putEvent(String eventId, @Nullable Event event) {
        events.put(eventId, event).forEach(this::join);
        changed(Kind.EVENTS);
    }

    void putSuggestion(String siteUid, @Nullable Suggestion suggestion) {
        store(suggestions, siteUid, suggestion);
        join(siteUid);
    }

    void putHealth(String entityId, @Nullable ApiHealth row) {
        store(health, entityId, row);
        changed(Kind.HEALTH);
    }

    void putUser(String userKey, @Nullable User user) {
        store(users, userKey, user);
        changed(Kind.USERS);
    }

    void putHold(String kind, @Nullable DeletionHold hold) {
        store(holds, kind, hold);
        changed(Kind.HOLDS);
    }

    void putRequest(TaskRequest request) {
        tasks.put(request).forEach(this::join);
        changed(Kind.TASKS);
    }

    void putResult(TaskResult result) {
        tasks.put(result).forEach(this::join);
        changed(Kind.TASKS);
    }

    void putSettings(@Nullable TenantSettings saved, @Nullable TenantReset reset) {
        settings = saved;
        resets.put(reset);
        changed(Kind.SETTINGS);
    }

    void putErasure(String service, @Nullable String requestId) {
        resets.put(service, requestId);
        changed(Kind.SETTINGS);
    }

    void addAudit(Activity entry) {
        tasks.erasedSince(resets.put(entry)).forEach(this::join);
        activities.addAudit(entry);
    }

    /** Synchronized, so that a thread that read the rows earlier does not overwrite what a later one has joined. */
    private synchronized void join(String siteUid) {
        var link = links.get(siteUid);
        var status = statuses.get(siteUid);
        var site = sites.get(siteUid);
        var line = SiteRow.of(siteUid, site, link, status, suggestions.get(siteUid), events.openCount(siteUid), this)
                .map(row -> tasks.isUndecided(siteUid) ? row.undecided() : row);
        rows.put(siteUid, line.orElse(null));
        sitesByCompany.put(siteUid, link == null ? Set.of() : link.companiesHeld(status));
        packages.status(siteUid, status);
        names.link(siteUid, link);
        changed(Kind.SITES);
    }

    private void changed(Kind kind) {
        waiters.wakeUp();
        listener.changed(tenantId, kind);
    }

    private static <T> @Nullable T store(Map<String, T> rows, String id, @Nullable T row) {
        return row == null ? rows.remove(id) : rows.put(id, row);
    }
}
