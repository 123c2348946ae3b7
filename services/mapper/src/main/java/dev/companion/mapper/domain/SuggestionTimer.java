package dev.companion.mapper.domain;

import dev.companion.mapper.domain.MapperEmission.AuditNoted;
import dev.companion.mapper.domain.MapperEmission.LinkChanged;
import dev.companion.mapper.domain.MapperEmission.LinkMadeByRule;
import dev.companion.mapper.domain.MapperEmission.NameNotComparable;
import dev.companion.mapper.domain.MapperEmission.SuggestionChanged;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.state.MapperState;
import dev.companion.mapper.domain.suggestion.RuleLink;
import dev.companion.mapper.domain.suggestion.SuggestionWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Times the suggestion work of all tenants. A change is only noted when it arrives; the work is done later, in small steps
 * with pauses between them, so that no request waits for it.
 */
final class SuggestionTimer {

    /** Long enough for a page of a list to arrive, short enough for a person to call it immediate. */
    private static final Duration LOOK_AFTER = Duration.ofMillis(200);

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);
    private static final Duration BETWEEN_ACTS = Duration.ofSeconds(1);

    /** The actor of the links that rules make. */
    private static final String RULE = "rule";

    /** Bounds the links that rules make in one transaction. */
    static final int ACTS_MAX = 50;

    private final MapperState state;
    private final Duration actAfter;
    private final Map<String, SuggestionWork> works = new TreeMap<>();
    private final List<MapperEmission> failures = new ArrayList<>();
    private Instant stepAt = Instant.MAX;
    private Optional<Instant> actedAt = Optional.empty();
    private boolean started;

    /** @param actAfter how long neither list of a tenant may have changed before a rule acts */
    SuggestionTimer(MapperState state, Duration actAfter) {
        this.state = state;
        this.actAfter = actAfter;
    }

    void open(Instant now) {
        stepAt = now.plus(LOOK_AFTER);
    }

    void siteChanged(String tenantId, String siteUid, Instant now) {
        ifSetUp(tenantId, now, work -> {
            work.siteChanged(siteUid);
            work.listsChangedAt(now);
            stepSoon(work, now);
        });
    }

    void variableChanged(String tenantId, String siteUid, Instant now) {
        ifSetUp(tenantId, now, work -> {
            work.siteChanged(siteUid);
            stepSoon(work, now);
        });
    }

    void companyChanged(String tenantId, String companyId, Instant now) {
        ifSetUp(tenantId, now, work -> {
            work.companyChanged(companyId);
            work.listsChangedAt(now);
            stepSoon(work, now);
        });
    }

    void linkChanged(String tenantId, Optional<Link> before, Link after, Instant now) {
        var work = work(tenantId, now);
        work.linkChanged(before, after);
        stepSoon(work, now);
    }

    void dismissed(String tenantId, Dismissal dismissal, Instant now) {
        var work = work(tenantId, now);
        work.dismissed(dismissal);
        stepSoon(work, now);
    }

    void settingsChanged(String tenantId, Instant now) {
        var work = work(tenantId, now);
        work.settingsChanged();
        stepSoon(work, now);
    }

    /** The tenant is reset: what is noted of it is dropped. */
    void forget(String tenantId) {
        works.remove(tenantId);
    }

    /** Returns when {@link #tick} has something to do; empty if it has nothing to do until a change arrives. */
    Optional<Instant> nextDue() {
        if (!started || isDue()) {
            return Optional.of(stepAt);
        }
        return works.values().stream()
                .flatMap(work -> work.nextAct(actAfter).stream())
                .min(Instant::compareTo)
                .map(at -> actedAt.map(last -> last.plus(BETWEEN_ACTS))
                        .filter(earliest -> earliest.isAfter(at))
                        .orElse(at));
    }

    List<MapperEmission> tick(Instant now) {
        if (nextDue().filter(at -> !at.isAfter(now)).isEmpty()) {
            return List.of();
        }
        if (!started) {
            start(now);
        }
        var emissions = new ArrayList<MapperEmission>();
        var due = works.entrySet().stream()
                .filter(entry -> entry.getValue().isDue())
                .findFirst();
        if (due.isPresent()) {
            step(due.get().getKey(), due.get().getValue(), emissions);
        } else {
            act(emissions, now);
        }
        stepAt = isDue() ? now.plus(BETWEEN_STEPS) : Instant.MAX;
        return emissions;
    }

    /** Returns the names that could not be compared since the last call. */
    List<MapperEmission> takeFailures() {
        var taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** Looks at everything once, because what was noted before a restart is lost. */
    private void start(Instant now) {
        state.forEachSite((tenantId, siteUid) -> ifSetUp(tenantId, now, work -> work.siteChanged(siteUid)));
        state.forEachCompany((tenantId, companyId) -> ifSetUp(tenantId, now, work -> work.companyChanged(companyId)));
        state.forEachLink((tenantId, link) -> ifSetUp(tenantId, now, work -> work.linkFound(link)));
        state.forEachSuggestion((tenantId, siteUid) -> ifSetUp(tenantId, now, work -> work.siteChanged(siteUid)));
        started = true;
    }

    private void step(String tenantId, SuggestionWork work, List<MapperEmission> emissions) {
        for (var suggestion : work.step()) {
            state.tenant(tenantId).put(suggestion);
            emissions.add(new SuggestionChanged(tenantId, suggestion));
        }
    }

    private void act(List<MapperEmission> emissions, Instant now) {
        var left = ACTS_MAX;
        for (var entry : works.entrySet()) {
            var work = entry.getValue();
            if (work.nextAct(actAfter).filter(at -> !at.isAfter(now)).isEmpty()) {
                continue;
            }
            actedAt = Optional.of(now);
            for (; left > 0; left--) {
                var made = work.actNext(now);
                if (made.isEmpty()) {
                    break;
                }
                put(entry.getKey(), work, made.get(), emissions);
            }
        }
    }

    private void put(String tenantId, SuggestionWork work, RuleLink made, List<MapperEmission> emissions) {
        var link = made.link();
        var tenant = state.tenant(tenantId);
        var before = tenant.findLink(link.siteUid());
        tenant.put(link);
        tenant.setVariable(link.siteUid(), null);
        work.linkChanged(before, link);
        emissions.add(new LinkChanged(tenantId, link, link.requestId()));
        emissions.add(new AuditNoted(tenantId, RULE, made.note(), link.requestId()));
        emissions.add(new LinkMadeByRule(tenantId, link));
    }

    /** What is observed of a tenant that is being reset, or that is gone, arrives late: nothing is suggested for it. */
    private void ifSetUp(String tenantId, Instant now, Consumer<SuggestionWork> action) {
        if (state.tenant(tenantId)
                .findTenant()
                .filter(settings -> settings.reset() == null)
                .isPresent()) {
            action.accept(work(tenantId, now));
        }
    }

    private SuggestionWork work(String tenantId, Instant now) {
        return works.computeIfAbsent(
                tenantId,
                _ -> new SuggestionWork(
                        tenantId,
                        state.tenant(tenantId),
                        (id, cause) -> failures.add(new NameNotComparable(tenantId, id, cause)),
                        now));
    }

    private boolean isDue() {
        return works.values().stream().anyMatch(SuggestionWork::isDue);
    }

    private void stepSoon(SuggestionWork work, Instant now) {
        var at = now.plus(LOOK_AFTER);
        if (work.isDue() && at.isBefore(stepAt)) {
            stepAt = at;
        }
    }
}
