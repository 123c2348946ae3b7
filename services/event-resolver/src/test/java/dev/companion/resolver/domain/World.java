package dev.companion.resolver.domain;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions;
import dev.companion.resolver.domain.discrepancy.Review;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.KnownCompanies;
import dev.companion.resolver.domain.facts.LinkBaseline;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.LinkStatus.ConditionStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.resolution.ResolutionContext;
import dev.companion.resolver.domain.rules.Assessment;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.resolver.domain.rules.Finding;
import dev.companion.resolver.domain.rules.Subject;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One site, its link and the companies around it, as observed, desired and done; and the discrepancies that reviews have
 * opened. Tests name only what matters to them.
 */
public final class World implements KnownCompanies {

    public static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    public static final String TENANT = "acct-1";
    public static final String SITE = "site-1";
    public static final String ROOT = "5f0000000000000000000001";
    public static final String ACME = "5f0000000000000000a00001";

    public final Map<String, Discrepancy> known = new HashMap<>();
    private final Map<String, ObservedCompany> companies = new TreeMap<>();
    private final Map<String, List<String>> users = new HashMap<>();
    private TenantSettings tenant = new TenantSettings(TENANT, "Northwind IT", ROOT, true, false, List.of(), List.of());
    private Optional<ObservedSite> site = Optional.of(new ObservedSite("Acme Oslo", true, false));
    private Optional<LinkSpec> link = Optional.empty();
    private Optional<LinkStatus> status = Optional.empty();
    private LinkBaseline baseline = LinkBaseline.NONE;
    private Instant now = START;

    /** Linked to “Acme Oslo”, which was created for it, and ready. */
    public static World ready() {
        var world = new World()
                .company(ACME, "Acme Oslo")
                .link(1, null, "Acme Oslo")
                .status(1, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.PACKAGE), holds(Aspect.VARIABLE));
        world.look();
        return world;
    }

    /** To be linked to a company that is to be created; nothing is done yet. */
    public static World wanting(String companyName) {
        return new World().link(1, null, companyName);
    }

    /** Nothing is known or desired. */
    public static World empty() {
        return new World().siteGone();
    }

    public static Condition holds(Aspect aspect) {
        return new Condition(aspect, ConditionStatus.TRUE, Reason.IN_PROGRESS, null, START);
    }

    public static Condition fails(Aspect aspect, Reason reason) {
        return new Condition(aspect, ConditionStatus.FALSE, reason, null, START);
    }

    public static Condition fails(Aspect aspect, Reason reason, String message) {
        return new Condition(aspect, ConditionStatus.FALSE, reason, message, START);
    }

    public static Condition failsSince(Aspect aspect, Reason reason, Instant since) {
        return new Condition(aspect, ConditionStatus.FALSE, reason, null, since);
    }

    public World after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Instant now() {
        return now;
    }

    public World site(String name) {
        site = Optional.of(new ObservedSite(name, true, false));
        return this;
    }

    public World onDemand() {
        site = site.map(each -> new ObservedSite(each.name(), false, each.deleted()));
        return this;
    }

    public World siteGone() {
        site = Optional.of(new ObservedSite("Acme Oslo", true, true));
        return this;
    }

    /** The site was never listed: the topic of sites is behind. */
    public World siteUnheardOf() {
        site = Optional.empty();
        return this;
    }

    /** Exactly one of company id and name is given. */
    public World link(long generation, String companyId, String companyName) {
        return linkBy("r-0", generation, companyId, companyName, null);
    }

    public World linkBy(
            String requestId, long generation, String companyId, String companyName, LinkSpec.CompanyOrder order) {
        link = Optional.of(new LinkSpec(
                SITE, "Acme Oslo", generation, true, companyId, companyName, "companion-acme", requestId, order));
        return this;
    }

    /** The same link in its next generation, with an order about the company. */
    public World decided(String requestId, CompanyAction change, String parentId) {
        var before = link.orElseThrow();
        return linkBy(
                requestId,
                before.generation() + 1,
                before.companyId(),
                before.companyName(),
                new LinkSpec.CompanyOrder(change, ACME, parentId));
    }

    /** The link records another name of the site. */
    public World noted(String siteName, String requestId) {
        var before = link.orElseThrow();
        link = Optional.of(new LinkSpec(
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

    public World unwanted(String requestId, LinkSpec.CompanyOrder order) {
        var before = link.orElseThrow();
        link = Optional.of(new LinkSpec(
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

    public World unwanted() {
        return unwanted("r-unlink", null);
    }

    public World linkGone() {
        link = Optional.empty();
        status = Optional.empty();
        return this;
    }

    /** Since when a package has the first, second … installation link that it was given. */
    public static Instant linkSince(int number) {
        return Instant.EPOCH.plusSeconds(number);
    }

    /** A status that knows the company and package of {@link #ready()}. */
    public World status(long generation, Phase phase, Condition... conditions) {
        return status(new LinkStatus(
                generation, phase, ACME, "Acme Oslo", "p-1", "companion-acme", linkSince(1), List.of(conditions)));
    }

    /** A status of a link that has no company yet. */
    public World statusWithoutCompany(long generation, Phase phase, Condition... conditions) {
        return status(new LinkStatus(generation, phase, null, null, null, null, null, List.of(conditions)));
    }

    public World status(LinkStatus seen) {
        status = Optional.of(seen);
        return this;
    }

    public World statusGone() {
        status = Optional.empty();
        return this;
    }

    public World company(String id, String name) {
        return company(new ObservedCompany(id, name, true, ROOT, ROOT, false, null, now));
    }

    public World company(ObservedCompany company) {
        companies.put(company.companyId(), company);
        return this;
    }

    public World companyUnder(String parentId) {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, parentId, parentId, false, null, now));
    }

    public World companyNoLongerReachable() {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, ROOT, ROOT, false, now, now));
    }

    public World companySuspended(boolean suspended) {
        return company(new ObservedCompany(ACME, "Acme Oslo", true, ROOT, ROOT, suspended, null, now));
    }

    public World companyGone(String id) {
        companies.remove(id);
        return this;
    }

    public World used(String companyId, String... sites) {
        users.put(companyId, List.of(sites));
        return this;
    }

    public World tenant(TenantSettings view) {
        tenant = view;
        return this;
    }

    public World withoutHealing() {
        return tenant(new TenantSettings(TENANT, "Northwind IT", ROOT, false, false, List.of(), List.of()));
    }

    public World paused(boolean paused) {
        return tenant(new TenantSettings(
                TENANT, tenant.name(), ROOT, tenant.healing(), paused, tenant.policies(), List.of()));
    }

    public World policy(DiscrepancyType type, PolicyLevel level) {
        var policies = new ArrayList<>(tenant.policies());
        policies.add(new TenantSettings.Policy(type, level));
        return tenant(new TenantSettings(
                TENANT, tenant.name(), ROOT, tenant.healing(), tenant.paused(), policies, List.of()));
    }

    public TenantSettings tenant() {
        return tenant;
    }

    public SiteFacts facts() {
        baseline =
                baseline.after(link, status, status.map(LinkStatus::companyId).flatMap(this::find));
        return new SiteFacts(tenant, SITE, site, link, status, baseline, this, now);
    }

    public LinkBaseline baseline() {
        return baseline;
    }

    public LinkSpec link() {
        return link.orElseThrow();
    }

    /** Reviews, keeps what changed, and returns it. */
    public List<Discrepancy> look() {
        var changed = review().changed();
        changed.forEach(this::keep);
        return changed;
    }

    public Review.Result review() {
        return new Review(new DiscrepancyDetector(GracePeriods.DEFAULT))
                .of(facts(), id -> Optional.ofNullable(known.get(id)));
    }

    public Discrepancy keep(Discrepancy discrepancy) {
        known.put(discrepancy.discrepancyId(), discrepancy);
        return discrepancy;
    }

    public Assessment assess(DiscrepancyType type) {
        return new DiscrepancyDetector(GracePeriods.DEFAULT)
                .assess(facts()).stream()
                        .filter(each -> each.subject().type() == type)
                        .findFirst()
                        .orElseThrow();
    }

    /** Returns the finding of the type; fails if the facts have none. */
    public Finding finding(DiscrepancyType type) {
        return ((Assessment.Present) assess(type)).finding();
    }

    public Discrepancy standing(DiscrepancyType type) {
        var id = new Subject(type, SITE).idIn(TENANT);
        return Optional.ofNullable(known.get(id)).orElseThrow(() -> new AssertionError("no " + type));
    }

    public List<DiscrepancyType> open() {
        return known.values().stream()
                .filter(each -> each.state() != DiscrepancyTransitions.State.CLOSED)
                .map(each -> each.finding().type())
                .sorted()
                .toList();
    }

    public ResolutionContext caseOf(DiscrepancyType type) {
        return new ResolutionContext(standing(type), assess(type), Optional.of(facts()));
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
