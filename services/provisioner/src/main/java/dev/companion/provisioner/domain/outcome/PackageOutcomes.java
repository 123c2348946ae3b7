package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.AbsenceProof;
import dev.companion.provisioner.domain.work.LinkState.Kit;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.LinkedPackage.Content;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Applies the outcomes of finding, creating and deleting a package. */
public final class PackageOutcomes {

    private static final Aspect ASPECT = Aspect.PACKAGE_READY;

    private PackageOutcomes() {}

    public static OutcomeTransition created(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var without = state.withPackageTried().change(c -> c.absenceProof = null);
        if (outcome.applied() && outcome.createdId() != null) {
            return use(without.withoutBackoff(), outcome.createdId(), call.companyId(), outcome.answeredAt());
        }
        if (outcome.verdict() != Verdict.NOT_APPLIED) {
            return OutcomeTransition.of(
                    without.withUnknownOutcome(UnknownOutcome.of(call, outcome.answeredAt(), rules)));
        }
        if (state.companyOf(call) == null || !state.spec().present()) {
            return OutcomeTransition.of(without);
        }
        if (outcome.notFound()) {
            return OutcomeTransition.of(without.withUnsureCompany());
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN && state.failures() >= Rules.PACKAGE_REFUSALS_MAX) {
            var backoff = new Backoff(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "GravityZone says that the package exists, but does not list it.",
                    outcome.answeredAt().plus(rules.recheckEvery()));
            return OutcomeTransition.of(without.change(c -> c.backoff = backoff));
        }
        return OutcomeTransition.of(BackoffRules.afterFailure(without, call, outcome, ASPECT, rules));
    }

    /** A call of this link created the package in the company. */
    static OutcomeTransition use(LinkState state, String id, @Nullable String companyId, Instant at) {
        var company = state.company();
        if (companyId == null) {
            return OutcomeTransition.of(state);
        }
        if (company == null || !company.id().equals(companyId) || state.pkg() != null) {
            return OutcomeTransition.of(
                    state,
                    ProvisioningEvent.ofPackage(
                            ProvisioningEvent.Type.PACKAGE_CREATED,
                            companyId,
                            id,
                            "Created for an earlier setting of the link; not in use."));
        }
        // The vendor may store an add-on as off without an error, so a package with add-ons is read back.
        var content = state.content().addOns().isEmpty() ? Content.AS_WANTED : Content.UNREAD;
        var pkg = LinkedPackage.of(id, state.spec().packageName(), at, content, state.unlicensed());
        var events = new ArrayList<ProvisioningEvent>();
        events.add(ProvisioningEvent.ofPackage(ProvisioningEvent.Type.PACKAGE_CREATED, companyId, id, null));
        if (!pkg.unlicensed().isEmpty()) {
            events.add(PackageContents.leftOut(companyId, pkg));
        }
        return new OutcomeTransition(taken(state, pkg), List.copyOf(events), null);
    }

    public static OutcomeTransition found(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var rules = context.rules();
        var company = state.companyOf(call);
        if (company == null) {
            return foundWhereGivenUp(state, call, outcome, rules);
        }
        var looked = state.withPackageTried();
        var present = state.spec().present();
        var unknown = state.openUnknownOutcome(StepKind.CREATE_PACKAGE, company.id());
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            return present || looked.pkg() == null
                    ? OutcomeTransition.of(looked.withUnsureCompany())
                    : goneWithItsCompany(looked);
        }
        if (outcome.applied()) {
            var seen = ours(state, outcome);
            if (seen.isPresent()) {
                return seen(looked, company, seen.get(), outcome, rules);
            }
        }
        if (!outcome.applied() || !outcome.complete()) {
            var waits = present || looked.pkg() != null;
            var refused = waits ? BackoffRules.afterFailure(looked, call, outcome, ASPECT, rules) : looked;
            return OutcomeTransition.of(unknown.map(open -> refused.withUnknownOutcome(
                            open, now -> now.notAnswered(at, rules.failurePause(state.failures()))))
                    .orElse(refused));
        }
        var proved = unknown.map(open -> looked.withUnknownOutcome(open, now -> now.notSeen(call, at, rules)))
                .orElse(looked);
        return notThere(proved, company, call, at, context);
    }

    /** A find in a company that the link has given up only settles what may have been created there. */
    private static OutcomeTransition foundWhereGivenUp(LinkState state, InFlight find, Outcome outcome, Rules rules) {
        var companyId = find.companyId();
        var open = companyId == null
                ? null
                : state.openUnknownOutcome(StepKind.CREATE_PACKAGE, companyId).orElse(null);
        if (companyId == null || open == null) {
            return OutcomeTransition.of(state);
        }
        var settled = state.withoutUnknownOutcome(open.callId());
        if (outcome.gone()) {
            return OutcomeTransition.of(settled);
        }
        // Its name is that of the site, so the creation had the same one.
        var seen = outcome.packages().stream()
                .filter(pkg -> pkg.name().equals(state.spec().packageName()))
                .min(Comparator.comparing(SeenPackage::id));
        if (outcome.applied() && seen.isPresent()) {
            return OutcomeTransition.of(
                    settled,
                    ProvisioningEvent.ofPackage(
                            ProvisioningEvent.Type.PACKAGE_ADOPTED,
                            companyId,
                            seen.get().id(),
                            "Created for an earlier setting of the link; not in use."));
        }
        var at = outcome.answeredAt();
        // A company that is not found may be out of sight for a moment only.
        var absent = outcome.notFound() || (outcome.applied() && outcome.complete());
        var pause = outcome.reason() == Outcome.Reason.PERMISSION
                ? rules.recheckEvery()
                : rules.unknownPause(open.finds() + 1);
        return OutcomeTransition.of(state.withUnknownOutcome(
                open, unknown -> absent ? unknown.notSeen(find, at, rules) : unknown.notAnswered(at, pause)));
    }

    private static OutcomeTransition goneWithItsCompany(LinkState state) {
        return OutcomeTransition.of(
                state.change(c -> {
                    c.pkg = null;
                    c.kit = null;
                    c.backoff = null;
                }),
                event(ProvisioningEvent.Type.PACKAGE_MISSING, state, "Its company is gone or not visible."));
    }

    /** A complete list of the company's packages has none of ours. */
    private static OutcomeTransition notThere(
            LinkState state, LinkedCompany company, InFlight call, Instant at, OutcomeContext context) {
        var pkg = state.pkg();
        if (state.spec().present() && pkg != null) {
            // Nothing is said before the package was read by its id: a list may be wrong.
            return pkg.content() == Content.UNLISTED
                    ? gone(state, at, context)
                    : OutcomeTransition.of(state.change(c -> c.pkg = pkg.containing(Content.UNLISTED)));
        }
        if (state.spec().present() && context.isHealingOff() && state.wasReady()) {
            return OutcomeTransition.of(
                    BackoffRules.drifted(state, ASPECT, "The installation package is gone.", at, context.rules()));
        }
        var without = state.change(c -> {
            c.pkg = null;
            c.kit = null;
            c.backoff = null;
            c.absenceProof = new AbsenceProof(StepKind.CREATE_PACKAGE, company.id(), call.plannedAt(), at);
        });
        if (pkg == null) {
            return OutcomeTransition.of(without);
        }
        var deleted = state.attemptsAt(StepKind.DELETE_PACKAGE) > 0;
        return OutcomeTransition.of(
                without,
                event(
                        deleted ? ProvisioningEvent.Type.PACKAGE_DELETED : ProvisioningEvent.Type.PACKAGE_MISSING,
                        state,
                        null));
    }

    /** The package in use is in no list and cannot be read by its id. Another find comes before another is created. */
    static OutcomeTransition gone(LinkState state, Instant at, OutcomeContext context) {
        if (context.isHealingOff() && state.wasReady()) {
            // The next find also sees a package of the name that a person made in its place.
            var looked = state.change(c -> c.pkg = c.pkg == null ? null : c.pkg.containing(Content.UNREAD));
            var drifted =
                    BackoffRules.drifted(looked, ASPECT, "The installation package is gone.", at, context.rules());
            // The link is not ready since the package became unsure, so its phase does not tell what is new.
            var known = state.backoff() != null && state.backoff().reason() == Reason.DRIFTED;
            return known
                    ? OutcomeTransition.of(drifted)
                    : OutcomeTransition.of(drifted, event(ProvisioningEvent.Type.PACKAGE_MISSING, state, null));
        }
        return OutcomeTransition.of(
                state.change(c -> {
                    c.pkg = null;
                    c.kit = null;
                    c.backoff = null;
                    c.absenceProof = null;
                }),
                event(ProvisioningEvent.Type.PACKAGE_MISSING, state, null));
    }

    /** The package in use exists, but a whole list of its company lacks it: the list is wrong, and is read again. */
    static OutcomeTransition unlisted(LinkState state, LinkedPackage pkg, Instant at, Rules rules) {
        var backoff = new Backoff(
                ASPECT,
                Reason.IN_PROGRESS,
                "GravityZone does not list the package, although it exists. Companion reads the list again.",
                at.plus(rules.failurePause(state.failures())));
        return OutcomeTransition.of(state.change(c -> {
            c.pkg = pkg.containing(Content.UNREAD);
            c.backoff = backoff;
            c.failures = c.failures + 1;
        }));
    }

    /**
     * Returns the package in use under its current name, or else the oldest one of our name. An unlinked link looks
     * only for the package in use.
     */
    private static Optional<SeenPackage> ours(LinkState state, Outcome outcome) {
        var known = state.pkg();
        var byId = outcome.packages().stream()
                .filter(seen -> known != null && seen.id().equals(known.id()))
                .findFirst();
        return byId.isPresent() || (known != null && !state.spec().present())
                ? byId
                : outcome.packages().stream()
                        .filter(seen -> seen.name().equals(state.spec().packageName()))
                        .min(Comparator.comparing(SeenPackage::id));
    }

    private static OutcomeTransition seen(
            LinkState state, LinkedCompany company, SeenPackage seen, Outcome outcome, Rules rules) {
        var known = state.pkg();
        var settled = state.change(c -> c.unknownOutcomes = c.unknownOutcomes.stream()
                .filter(unknown -> !unknown.isOfPackageIn(company.id()))
                .toList());
        var events = new ArrayList<ProvisioningEvent>();
        var others = others(state, seen, outcome);
        if (others > (known == null ? 0 : known.duplicates())) {
            events.add(ProvisioningEvent.ofPackage(
                    ProvisioningEvent.Type.PACKAGE_DUPLICATED,
                    company.id(),
                    seen.id(),
                    "%d more packages with this name; the oldest is used.".formatted(others)));
        }
        if (known != null && known.id().equals(seen.id())) {
            return seenAgain(settled, known, seen, others, events, outcome.answeredAt(), rules);
        }
        if (known != null) {
            events.add(ProvisioningEvent.ofPackage(
                    ProvisioningEvent.Type.PACKAGE_MISSING, company.id(), known.id(), null));
        }
        events.add(ProvisioningEvent.ofPackage(ProvisioningEvent.Type.PACKAGE_ADOPTED, company.id(), seen.id(), null));
        var pkg = LinkedPackage.of(seen.id(), seen.name(), outcome.answeredAt(), Content.UNREAD, List.of())
                .seen(seen.name(), outcome.answeredAt(), others);
        return new OutcomeTransition(taken(settled.withoutBackoff(), pkg), List.copyOf(events), null);
    }

    private static int others(LinkState state, SeenPackage used, Outcome outcome) {
        return (int) outcome.packages().stream()
                .filter(each -> each.name().equals(state.spec().packageName()))
                .filter(each -> !each.id().equals(used.id()))
                .count();
    }

    /**
     * The package in use, perhaps renamed: the reading of its link is kept until the link is read again, which is due
     * at once.
     */
    private static OutcomeTransition seenAgain(
            LinkState state,
            LinkedPackage known,
            SeenPackage seen,
            int others,
            List<ProvisioningEvent> events,
            Instant at,
            Rules rules) {
        var renamed = !known.name().equals(seen.name());
        if (renamed) {
            events.add(event(
                    ProvisioningEvent.Type.PACKAGE_RENAMED,
                    state,
                    "From %s to %s.".formatted(known.name(), seen.name())));
        }
        var again = state.withoutBackoff().change(c -> {
            c.pkg = known.seen(seen.name(), at, others);
            c.kit = renamed && c.kit != null
                    ? new Kit(c.kit.windows(), c.kit.ready(), Instant.EPOCH, c.kit.polls(), c.kit.from())
                    : c.kit;
        });
        var deletions = state.spec().present() ? 0 : state.attemptsAt(StepKind.DELETE_PACKAGE);
        if (deletions >= Rules.PACKAGE_WRITES_MAX) {
            var backoff = new Backoff(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "The package is still there after it was deleted. Delete it in GravityZone.",
                    at.plus(rules.recheckEvery()));
            again = again.change(c -> c.backoff = backoff);
        }
        return new OutcomeTransition(again, List.copyOf(events), null);
    }

    /** The call to delete the package has ended; only a find says whether it took effect. */
    static OutcomeTransition deleted(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var pkg = state.pkg();
        if (pkg == null || !pkg.id().equals(call.packageId())) {
            return OutcomeTransition.of(state);
        }
        var unsure = state.change(c -> c.pkg = pkg.asUnsure());
        return outcome.verdict() != Verdict.NOT_APPLIED || outcome.notFound()
                ? OutcomeTransition.of(unsure.withoutBackoff())
                : OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, rules));
    }

    /**
     * The poller observed the package in use, or another of its name. If that is news, the link looks the package up.
     */
    public static LinkState observed(LinkState state, Predicate<LinkedPackage> isNews, Instant now) {
        var pkg = state.pkg();
        // The observation may be older than what we created or saw ourselves.
        return pkg == null
                        || pkg.unsure()
                        || !state.spec().present()
                        || !now.isAfter(pkg.seenAt().plus(Rules.PACKAGE_SETTLES))
                        || !isNews.test(pkg)
                ? state
                : state.change(c -> c.pkg = pkg.asUnsure());
    }

    private static LinkState taken(LinkState state, LinkedPackage pkg) {
        return state.change(c -> {
            c.pkg = pkg;
            c.kit = null;
            c.absenceProof = null;
            c.backoff = null;
        });
    }

    private static ProvisioningEvent event(ProvisioningEvent.Type type, LinkState state, @Nullable String detail) {
        var company = state.company();
        var pkg = state.pkg();
        return new ProvisioningEvent(
                type, company == null ? null : company.id(), pkg == null ? null : pkg.id(), detail);
    }
}
