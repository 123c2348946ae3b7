package dev.companion.resolver.domain;

import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Holds;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import dev.companion.resolver.domain.LinkSeen.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One site, its link and the companies around it, as observed, desired and done; and the discrepancies that looks at it
 * have brought about. Tests name only what matters to them.
 */
final class World implements KnownCompanies {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    static final String TENANT = "acct-1";
    static final String SITE = "site-1";
    static final String ROOT = "5f0000000000000000000001";
    static final String ACME = "5f0000000000000000a00001";

    final Map<String, Discrepancy> known = new HashMap<>();
    private final Map<String, ObservedCompany> companies = new TreeMap<>();
    private final Map<String, List<String>> users = new HashMap<>();
    private TenantView tenant = new TenantView(TENANT, "Northwind IT", ROOT, false, false, List.of(), List.of());
    private Optional<ObservedSite> site = Optional.of(new ObservedSite("Acme Oslo", true));
    private boolean deletionTold;
    private Optional<DesiredLink> link = Optional.empty();
    private Optional<LinkSeen> status = Optional.empty();
    private LinkMemory memory = LinkMemory.NONE;
    private Instant now = START;

    /** Linked to “Acme Oslo”, which was created for it, and all is well. */
    static World ready() {
        var world = new World()
                .company(ACME, "Acme Oslo")
                .link(1, null, "Acme Oslo")
                .status(1, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.PACKAGE), holds(Aspect.VARIABLE));
        world.look();
        return world;
    }

    /** To be linked to a company that is to be created, and nothing is done yet. */
    static World wanting(String companyName) {
        return new World().link(1, null, companyName);
    }

    /** Nothing at all is known or desired. */
    static World empty() {
        return new World().siteGone();
    }

    static Seen holds(Aspect aspect) {
        return new Seen(aspect, Holds.TRUE, Reason.GOING_ON, null, START);
    }

    static Seen fails(Aspect aspect, Reason reason) {
        return new Seen(aspect, Holds.FALSE, reason, null, START);
    }

    static Seen fails(Aspect aspect, Reason reason, String message) {
        return new Seen(aspect, Holds.FALSE, reason, message, START);
    }

    static Seen failsSince(Aspect aspect, Reason reason, Instant since) {
        return new Seen(aspect, Holds.FALSE, reason, null, since);
    }

    World after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    World site(String name) {
        site = Optional.of(new ObservedSite(name, true));
        deletionTold = false;
        return this;
    }

    World onDemand() {
        site = site.map(each -> new ObservedSite(each.name(), false));
        return this;
    }

    World siteGone() {
        site = Optional.empty();
        deletionTold = true;
        return this;
    }

    /** The topic of sites is behind: nothing was heard of it yet. */
    World siteUnheardOf() {
        site = Optional.empty();
        deletionTold = false;
        return this;
    }

    /** Exactly one of company id and name is given. */
    World link(long generation, String companyId, String companyName) {
        return linkBy("r-0", generation, companyId, companyName, null);
    }

    World linkBy(
            String requestId, long generation, String companyId, String companyName, DesiredLink.DesiredOrder order) {
        link = Optional.of(new DesiredLink(
                SITE, "Acme Oslo", generation, true, companyId, companyName, "companion-acme", requestId, order));
        return this;
    }

    /** The same link in its next generation, as a decision about the company makes it. */
    World decided(String requestId, CompanyChange change, String parentId) {
        var before = link.orElseThrow();
        return linkBy(
                requestId,
                before.generation() + 1,
                before.companyId(),
                before.companyName(),
                new DesiredLink.DesiredOrder(change, ACME, parentId));
    }

    /** The link knows the site by another name from now on. */
    World noted(String siteName, String requestId) {
        var before = link.orElseThrow();
        link = Optional.of(new DesiredLink(
                SITE,
                siteName,
                before.generation(),
                true,
                before.companyId(),
                before.companyName(),
                before.packageName(),
                requestId,
                before.order()));
        return this;
    }

    World unwanted(String requestId, DesiredLink.DesiredOrder order) {
        var before = link.orElseThrow();
        link = Optional.of(new DesiredLink(
                SITE,
                before.siteName(),
                before.generation() + 1,
                false,
                before.companyId(),
                before.companyName(),
                before.packageName(),
                requestId,
                order));
        return this;
    }

    World unwanted() {
        return unwanted("r-unlink", null);
    }

    World linkGone() {
        link = Optional.empty();
        status = Optional.empty();
        return this;
    }

    /** A status that knows the company and package of {@link #ready()}. */
    World status(long generation, Phase phase, Seen... conditions) {
        return status(new LinkSeen(
                generation, phase, ACME, "Acme Oslo", "p-1", "companion-acme", "https://p/1", List.of(conditions)));
    }

    /** A status of a link that has got nowhere yet. */
    World statusWithoutCompany(long generation, Phase phase, Seen... conditions) {
        return status(new LinkSeen(generation, phase, null, null, null, null, null, List.of(conditions)));
    }

    World status(LinkSeen seen) {
        status = Optional.of(seen);
        return this;
    }

    World statusGone() {
        status = Optional.empty();
        return this;
    }

    World company(String id, String name) {
        return company(new ObservedCompany(id, name, true, ROOT, ROOT, false, null, now));
    }

    World company(ObservedCompany company) {
        companies.put(company.companyId(), company);
        return this;
    }

    World companyUnder(String parentId) {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, parentId, parentId, false, null, now));
    }

    World companyOutOfSight() {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, ROOT, ROOT, false, now, now));
    }

    World companySuspended(boolean suspended) {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, ROOT, ROOT, suspended, null, now));
    }

    World companyGone(String id) {
        companies.remove(id);
        return this;
    }

    World used(String companyId, String... sites) {
        users.put(companyId, List.of(sites));
        return this;
    }

    World tenant(TenantView view) {
        tenant = view;
        return this;
    }

    World observing() {
        return tenant(new TenantView(TENANT, "Northwind IT", ROOT, true, false, List.of(), List.of()));
    }

    World paused(boolean paused) {
        return tenant(
                new TenantView(TENANT, tenant.name(), ROOT, tenant.observing(), paused, tenant.policies(), List.of()));
    }

    World policy(DiscrepancyType type, Level level) {
        var policies = new ArrayList<>(tenant.policies());
        policies.add(new TenantView.Policy(type, level));
        return tenant(
                new TenantView(TENANT, tenant.name(), ROOT, tenant.observing(), tenant.paused(), policies, List.of()));
    }

    TenantView tenant() {
        return tenant;
    }

    SiteFacts facts() {
        memory = memory.after(link, status, status.map(LinkSeen::companyId).flatMap(this::find));
        return new SiteFacts(tenant, SITE, site, deletionTold, link, status, memory, this, now);
    }

    LinkMemory memory() {
        return memory;
    }

    DesiredLink link() {
        return link.orElseThrow();
    }

    /** Looks, keeps what is other than before, and answers that. */
    List<Discrepancy> look() {
        var changed = review().changed();
        changed.forEach(this::keep);
        return changed;
    }

    Review.Result review() {
        return new Review(new DiscrepancyDetector(Patience.USUAL))
                .of(facts(), id -> Optional.ofNullable(known.get(id)));
    }

    Discrepancy keep(Discrepancy discrepancy) {
        known.put(discrepancy.discrepancyId(), discrepancy);
        return discrepancy;
    }

    Assessment assess(DiscrepancyType type) {
        return new DiscrepancyDetector(Patience.USUAL)
                .assess(facts()).stream()
                        .filter(each -> each.subject().type() == type)
                        .findFirst()
                        .orElseThrow();
    }

    /** The finding of the type, which the facts are to say. */
    Finding finding(DiscrepancyType type) {
        return ((Assessment.Holds) assess(type)).finding();
    }

    Discrepancy standing(DiscrepancyType type) {
        var id = new Subject(type, SITE).idIn(TENANT);
        return Optional.ofNullable(known.get(id)).orElseThrow(() -> new AssertionError("no " + type));
    }

    List<DiscrepancyType> open() {
        return known.values().stream()
                .filter(each -> each.state() != DiscrepancyTransitions.State.CLOSED)
                .map(each -> each.finding().type())
                .sorted()
                .toList();
    }

    Case caseOf(DiscrepancyType type) {
        return new Case(standing(type), assess(type), Optional.of(facts()));
    }

    @Override
    public Optional<ObservedCompany> find(String companyId) {
        return Optional.ofNullable(companies.get(companyId));
    }

    @Override
    public List<ObservedCompany> listNamed(CompanyName name) {
        return companies.values().stream()
                .filter(company -> new CompanyName(company.name()).key().equals(name.key()))
                .toList();
    }

    @Override
    public List<String> listSitesUsing(String companyId) {
        return users.getOrDefault(companyId, companyId.equals(ACME) ? List.of(SITE) : List.of());
    }
}
