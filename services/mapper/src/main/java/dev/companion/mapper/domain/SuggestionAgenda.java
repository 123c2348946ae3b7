package dev.companion.mapper.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * What is still to be looked at for one tenant's suggestions. Whatever changes is only noted; the looking comes later and
 * in small bites, so that a wish never waits for it. Held in memory alone: it begins with everything when the service
 * starts, which also takes later rules to names of long ago.
 *
 * <p>A rule acts only when nothing is left to look at and neither list has changed for a while. They come in over some time,
 * and a name that is the only one of its kind now may not be once the rest is known.
 */
public final class SuggestionAgenda {

    /** Bounds what one bite takes: some thousand names are compared at most. */
    public static final int BITE = 10;

    /** Told of a name that the comparison stumbled over; the site is left without a suggestion. */
    @FunctionalInterface
    public interface Stumble {

        void over(String id, RuntimeException cause);
    }

    private final Inventory inventory;
    private final SuggestionDesk desk;
    private final Stumble stumble;
    private final SequencedSet<String> sites = new LinkedHashSet<>();
    private final SequencedSet<String> companies = new LinkedHashSet<>();
    private final SequencedSet<String> due = new LinkedHashSet<>();
    private final SequencedSet<String> acts = new LinkedHashSet<>();
    private PolicyLevel level;
    private boolean acting;
    private Instant listsChangedAt;

    public SuggestionAgenda(String tenantId, Inventory inventory, Stumble stumble, Instant now) {
        this.stumble = stumble;
        this.inventory = inventory;
        this.desk = new SuggestionDesk(tenantId, inventory);
        this.level = desk.level();
        this.acting = desk.isActing();
        this.listsChangedAt = now;
    }

    /** A site came, went or changed, or somebody said something of it. */
    public void siteChanged(String siteUid) {
        sites.add(siteUid);
        due.add(siteUid);
    }

    public void companyChanged(String companyId) {
        companies.add(companyId);
    }

    /**
     * @param companyIds those that it held before or holds now
     * @param names likewise
     */
    public void linkChanged(String siteUid, Collection<String> companyIds, Collection<String> names) {
        siteChanged(siteUid);
        companies.addAll(companyIds);
        names.stream()
                .map(CompanyName::new)
                .flatMap(name -> inventory.listCompaniesNamed(name).stream())
                .forEach(company -> companies.add(company.companyId()));
        inventory.findLink(siteUid).ifPresent(desk::met);
    }

    /** Whoever else fits the company may be alone with it now. */
    public void dismissed(Dismissal dismissal) {
        due.add(dismissal.siteUid());
        tried(dismissal.companyId(), companyId -> due.addAll(desk.listSitesNear(companyId)));
    }

    /** Settings changed: how far rules may go, or whether they may act at all. */
    public void settingsChanged() {
        if (level != desk.level() || acting != desk.isActing()) {
            level = desk.level();
            acting = desk.isActing();
            due.addAll(desk.listOpenSites());
        }
    }

    /** A link that was there when the service started. */
    public void found(Link link) {
        desk.met(link);
    }

    /** Sites or companies are coming in, so that a rule waits a while longer. */
    public void listsChangedAt(Instant now) {
        listsChangedAt = now;
    }

    /** Whether there is something to look at. */
    public boolean isDue() {
        return !sites.isEmpty() || !companies.isEmpty() || !due.isEmpty();
    }

    /** The moment from which a rule may act; empty where there is nothing that it could do. */
    public Optional<Instant> nextAct(Duration quiet) {
        return isDue() || acts.isEmpty() || !desk.isActing()
                ? Optional.empty()
                : Optional.of(listsChangedAt.plus(quiet));
    }

    /** One bite; answers what is to be kept and published, each in its next sequence. */
    public List<Suggestion> look() {
        var left = BITE;
        for (; left > 0 && !sites.isEmpty(); left--) {
            tried(sites.removeFirst(), siteUid -> due.addAll(desk.placeSite(siteUid)));
        }
        for (; left > 0 && !companies.isEmpty(); left--) {
            tried(companies.removeFirst(), companyId -> due.addAll(desk.placeCompany(companyId)));
        }
        var changed = new ArrayList<Suggestion>();
        for (; left > 0 && !due.isEmpty(); left--) {
            tried(due.removeFirst(), siteUid -> lookAt(siteUid).ifPresent(changed::add));
        }
        return List.copyOf(changed);
    }

    /** Names are anybody's, and one that cannot be compared must not stop the work for all the others. */
    private void tried(String id, Consumer<String> step) {
        try {
            step.accept(id);
        } catch (RuntimeException e) {
            stumble.over(id, e);
        }
    }

    private Optional<Suggestion> lookAt(String siteUid) {
        var now = desk.suggest(siteUid);
        if (desk.mayAct(now)) {
            acts.add(siteUid);
        } else {
            acts.remove(siteUid);
        }
        var published = inventory.findSuggestion(siteUid).orElseGet(() -> Suggestion.none(siteUid));
        return now.saysTheSameAs(published) ? Optional.empty() : Optional.of(now.at(published.sequence() + 1));
    }

    /** The next link that a rule makes, to be kept before it is asked again; empty where nothing is left. */
    public Optional<RuleLink> actNext(Instant now) {
        while (!acts.isEmpty()) {
            var made = new ArrayList<RuleLink>();
            tried(acts.removeFirst(), siteUid -> desk.link(siteUid, now).ifPresent(made::add));
            if (!made.isEmpty()) {
                return Optional.of(made.getFirst());
            }
        }
        return Optional.empty();
    }
}
