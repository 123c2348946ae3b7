package dev.companion.mapper.domain.suggestion;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The pending suggestion work of one tenant. A change is only noted; the comparison comes later and in small steps, so that
 * no request waits for it. Held in memory only: after a restart everything is compared again, which also applies later rules
 * to old names.
 *
 * <p>A rule acts only if no work is pending and neither list has changed for a while. Lists arrive over some time, and a name
 * that is unique now may not be once the rest is known.
 */
public final class SuggestionWork {

    /** Bounds the work of one step: some thousand names are compared at most. */
    public static final int STEP_SIZE = 10;

    /** Told of a name that could not be compared; its site gets no suggestion. */
    @FunctionalInterface
    public interface FailureListener {

        void failed(String id, RuntimeException cause);
    }

    private final Inventory inventory;
    private final SuggestionFinder finder;
    private final FailureListener failures;
    private final SequencedSet<String> sites = new LinkedHashSet<>();
    private final SequencedSet<String> companies = new LinkedHashSet<>();
    private final SequencedSet<String> sitesToCompare = new LinkedHashSet<>();
    private final SequencedSet<String> sitesToLink = new LinkedHashSet<>();
    private PolicyLevel level;
    private boolean acting;
    private Instant listsChangedAt;

    public SuggestionWork(String tenantId, Inventory inventory, FailureListener failures, Instant now) {
        this.failures = failures;
        this.inventory = inventory;
        this.finder = new SuggestionFinder(tenantId, inventory);
        this.level = finder.level();
        this.acting = finder.isActing();
        this.listsChangedAt = now;
    }

    /** A site is new, changed or deleted, or its link or suggestion changed. */
    public void siteChanged(String siteUid) {
        sites.add(siteUid);
        sitesToCompare.add(siteUid);
    }

    /** A company is new, changed or deleted. */
    public void companyChanged(String companyId) {
        companies.add(companyId);
    }

    /** A link is new or changed. Most statuses change nothing that suggestions depend on. */
    public void linkChanged(Optional<Link> before, Link after) {
        if (before.filter(link -> isAlike(link, after)).isPresent()) {
            return;
        }
        siteChanged(after.siteUid());
        Stream.concat(before.stream(), Stream.of(after)).forEach(link -> {
            companies.addAll(link.listCompaniesHeld());
            link.listNamesHeld().forEach(this::companiesNamedChanged);
        });
        finder.linkFound(after);
    }

    private static boolean isAlike(Link before, Link after) {
        return before.wanted() == after.wanted()
                && before.companiesEverLinked().equals(after.companiesEverLinked())
                && before.listCompaniesHeld().equals(after.listCompaniesHeld())
                && before.listNamesHeld().equals(after.listNamesHeld())
                && before.aliases().equals(after.aliases());
    }

    private void companiesNamedChanged(CompanyName name) {
        inventory.listCompaniesNamed(name).forEach(company -> companies.add(company.companyId()));
    }

    /** A pair is dismissed. Another site that fits the company may now be its only candidate. */
    public void dismissed(Dismissal dismissal) {
        sitesToCompare.add(dismissal.siteUid());
        attempt(dismissal.companyId(), companyId -> sitesToCompare.addAll(finder.listSitesNear(companyId)));
    }

    /** Settings changed: how far rules may go, or whether they may act at all. */
    public void settingsChanged() {
        if (level != finder.level() || acting != finder.isActing()) {
            level = finder.level();
            acting = finder.isActing();
            sitesToCompare.addAll(finder.listOpenSites());
        }
    }

    /** A link that was stored before the start. */
    public void linkFound(Link link) {
        finder.linkFound(link);
    }

    /** Sites or companies are arriving, so rules wait a while longer. */
    public void listsChangedAt(Instant now) {
        listsChangedAt = now;
    }

    /** Whether there is anything to compare. */
    public boolean isDue() {
        return !sites.isEmpty() || !companies.isEmpty() || !sitesToCompare.isEmpty();
    }

    /** The time from which a rule may act; empty if there is nothing that it could do. */
    public Optional<Instant> nextAct(Duration quiet) {
        return isDue() || sitesToLink.isEmpty() || !finder.isActing()
                ? Optional.empty()
                : Optional.of(listsChangedAt.plus(quiet));
    }

    /** Does one step. Returns the suggestions to store and publish, each with its next sequence. */
    public List<Suggestion> step() {
        var left = STEP_SIZE;
        for (; left > 0 && !sites.isEmpty(); left--) {
            attempt(sites.removeFirst(), siteUid -> sitesToCompare.addAll(finder.updateSite(siteUid)));
        }
        for (; left > 0 && !companies.isEmpty(); left--) {
            attempt(companies.removeFirst(), companyId -> sitesToCompare.addAll(finder.updateCompany(companyId)));
        }
        var changed = new ArrayList<Suggestion>();
        for (; left > 0 && !sitesToCompare.isEmpty(); left--) {
            attempt(sitesToCompare.removeFirst(), siteUid -> compare(siteUid).ifPresent(changed::add));
        }
        return List.copyOf(changed);
    }

    /** A name may contain anything, and one that cannot be compared must not stop the work for all others. */
    private void attempt(String id, Consumer<String> action) {
        try {
            action.accept(id);
        } catch (RuntimeException e) {
            failures.failed(id, e);
        }
    }

    private Optional<Suggestion> compare(String siteUid) {
        var present = finder.suggest(siteUid);
        if (finder.mayAct(present)) {
            sitesToLink.add(siteUid);
        } else {
            sitesToLink.remove(siteUid);
        }
        var published = inventory.findSuggestion(siteUid).orElseGet(() -> Suggestion.none(siteUid));
        return present.equalsButSequence(published)
                ? Optional.empty()
                : Optional.of(present.withSequence(published.sequence() + 1));
    }

    /** The next link that a rule makes, to be stored before the next call; empty if nothing is left. */
    public Optional<RuleLink> actNext(Instant now) {
        while (!sitesToLink.isEmpty()) {
            var made = new ArrayList<RuleLink>();
            attempt(
                    sitesToLink.removeFirst(),
                    siteUid -> finder.link(siteUid, now).ifPresent(made::add));
            if (!made.isEmpty()) {
                return Optional.of(made.getFirst());
            }
        }
        return Optional.empty();
    }
}
