package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.Kit;
import dev.companion.provisioner.domain.work.LinkState.Licence;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.LinkedPackage.Content;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.AddOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies the outcomes of reads of a package's licence, content and links, and of changes of its content. */
final class PackageContents {

    private static final Aspect ASPECT = Aspect.PACKAGE_READY;

    private static final String CHANGED_OUTSIDE = "The installation package was changed outside Companion.";

    private PackageContents() {}

    /**
     * If the licence may not be read, nothing is left out: the package is read back and shows what the vendor made of
     * it.
     */
    static OutcomeTransition licenceRead(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var company = state.companyOf(call);
        if (company == null) {
            return OutcomeTransition.of(state);
        }
        if (outcome.notFound()) {
            return OutcomeTransition.of(state.withUnsureCompany());
        }
        if (!outcome.applied() && !outcome.isRefusedToUs()) {
            return OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, context.rules()));
        }
        var lacking = outcome.applied() ? outcome.notLicensed() : List.<AddOn>of();
        var licence = new Licence(company.id(), lacking, outcome.answeredAt());
        var read = state.withoutBackoff().change(c -> c.licence = licence);
        var pkg = read.pkg();
        return OutcomeTransition.of(
                pkg == null
                                || pkg.content() != Content.AS_WANTED
                                || leftAlone(read, context)
                                || read.unlicensed().containsAll(pkg.unlicensed())
                        ? read
                        : read.change(c -> c.pkg = pkg.containing(Content.OTHER)));
    }

    private static boolean leftAlone(LinkState state, OutcomeContext context) {
        return context.isHealingOff() && state.wasReady();
    }

    static OutcomeTransition read(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var company = state.companyOf(call);
        var known = state.pkg();
        if (company == null || known == null || !known.id().equals(call.packageId())) {
            return OutcomeTransition.of(state);
        }
        if (known.content() == Content.UNLISTED && state.spec().present()) {
            if (outcome.notFound()) {
                return PackageOutcomes.gone(state, outcome.answeredAt(), context);
            }
            if (outcome.applied()) {
                return PackageOutcomes.unlisted(state, known, outcome.answeredAt(), context.rules());
            }
        }
        if (outcome.notFound()) {
            return OutcomeTransition.of(state.withoutBackoff().change(c -> c.pkg = known.asUnsure()));
        }
        var seen = outcome.profile();
        if (!outcome.applied() || seen == null) {
            return OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, context.rules()));
        }
        // A change with an unknown outcome, perhaps of an earlier spec, may have taken effect after the last reading.
        var lastReading = known.settlesAt() != null && !call.plannedAt().isBefore(known.settlesAt());
        var pkg = lastReading ? known.settled() : known;
        var differing = state.content().differences(seen);
        if (lastReading && differing.isEmpty() && known.content() == Content.AS_WANTED) {
            return OutcomeTransition.of(state.withoutBackoff().change(c -> c.pkg = pkg));
        }
        var updates = state.attemptsAt(StepKind.UPDATE_PACKAGE);
        var ours = updates > 0 || state.attemptsAt(StepKind.CREATE_PACKAGE) > 0;
        var addOnsAlone = differing.stream().allMatch(PackageContents::isAddOn);
        // An update with an unknown outcome does not tell us the package's content.
        var notAsked =
                !ours || (updates == 0 && !addOnsAlone) || pkg.content() == Content.CHANGE_UNKNOWN || lastReading;
        if (!differing.isEmpty() && notAsked && updates < Rules.PACKAGE_WRITES_MAX) {
            var other = state.withoutBackoff().change(c -> c.pkg = pkg.containing(Content.OTHER));
            return OutcomeTransition.of(
                    leftAlone(state, context)
                            ? BackoffRules.drifted(
                                    other, ASPECT, CHANGED_OUTSIDE, outcome.answeredAt(), context.rules())
                            : other);
        }
        // What the vendor keeps differently although it was asked to change it is reported, and not asked for again.
        var kept = pkg.containing(Content.AS_WANTED, state.unlicensed(), differing);
        var events = new ArrayList<ProvisioningEvent>();
        var neverSeen = pkg.content() == Content.CHANGE_UNKNOWN && !differing.isEmpty();
        if (updates > 0 && !neverSeen) {
            events.add(
                    ProvisioningEvent.ofPackage(ProvisioningEvent.Type.PACKAGE_UPDATED, company.id(), pkg.id(), null));
        }
        if (!differing.isEmpty()
                || !(kept.unlicensed().isEmpty() || kept.unlicensed().equals(pkg.unlicensed()))) {
            events.add(leftOut(company.id(), kept));
        }
        return new OutcomeTransition(state.withoutBackoff().change(c -> c.pkg = kept), List.copyOf(events), null);
    }

    private static boolean isAddOn(String words) {
        return Stream.of(AddOn.values()).anyMatch(addOn -> addOn.words().equals(words));
    }

    static OutcomeTransition updated(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var pkg = state.pkg();
        if (pkg == null || !pkg.id().equals(call.packageId())) {
            return OutcomeTransition.of(state);
        }
        if (outcome.notFound()) {
            return OutcomeTransition.of(state.withoutBackoff().change(c -> c.pkg = pkg.asUnsure()));
        }
        return switch (outcome.verdict()) {
            case APPLIED -> OutcomeTransition.of(toBeRead(state.withoutBackoff(), pkg.containing(Content.UNREAD)));
            case UNKNOWN_EFFECT ->
                OutcomeTransition.of(changeUnknown(state.withoutBackoff(), pkg, outcome.answeredAt(), rules));
            case NOT_APPLIED -> OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, rules));
        };
    }

    /** A change of the package has an unknown outcome. */
    static LinkState changeUnknown(LinkState state, LinkedPackage pkg, Instant now, Rules rules) {
        return toBeRead(state, pkg.changedUntil(now.plus(rules.unknownGrace())));
    }

    /** Content and link are read again. */
    private static LinkState toBeRead(LinkState state, LinkedPackage pkg) {
        return state.change(c -> {
            c.pkg = pkg;
            c.kit = null;
        });
    }

    static ProvisioningEvent leftOut(String companyId, LinkedPackage pkg) {
        return ProvisioningEvent.ofPackage(ProvisioningEvent.Type.ADD_ON_LEFT_OUT, companyId, pkg.id(), pkg.warning());
    }

    static OutcomeTransition linkRead(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var company = state.companyOf(call);
        var pkg = state.pkg();
        if (company == null || pkg == null) {
            return OutcomeTransition.of(state);
        }
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            // A package that was just created or seen may take a moment to appear in every list.
            return at.isAfter(pkg.seenAt().plus(Rules.PACKAGE_SETTLES))
                    ? OutcomeTransition.of(state.withoutBackoff().change(c -> c.pkg = pkg.asUnsure()))
                    : OutcomeTransition.of(polled(state, call, null, null, at));
        }
        return outcome.applied()
                ? linkSeen(state, call, outcome.windowsLink(), outcome.windowsReady(), at, context)
                : OutcomeTransition.of(
                        BackoffRules.afterFailure(state, call, outcome, Aspect.LINK_READY, context.rules()));
    }

    /** A listing had a link of this package. If it had none, that says nothing about a package that is ready. */
    static OutcomeTransition linkSeen(
            LinkState state,
            InFlight call,
            @Nullable String windows,
            @Nullable Boolean ready,
            Instant at,
            OutcomeContext context) {
        var company = state.company();
        var pkg = state.pkg();
        var before = state.wantedValue();
        var polled = polled(state, call, windows, ready, at);
        var after = polled.wantedValue();
        if (company == null || pkg == null || before == null || after == null || after.equals(before)) {
            return OutcomeTransition.of(polled);
        }
        var changed =
                ProvisioningEvent.ofPackage(ProvisioningEvent.Type.PACKAGE_LINK_CHANGED, company.id(), pkg.id(), null);
        return context.isHealingOff() && state.wasReady()
                ? OutcomeTransition.of(
                        BackoffRules.drifted(
                                polled,
                                Aspect.VERIFIED,
                                "GravityZone gave the package a new link.",
                                at,
                                context.rules()),
                        changed)
                : OutcomeTransition.of(polled, changed);
    }

    static LinkState polled(
            LinkState state, InFlight call, @Nullable String windows, @Nullable Boolean ready, Instant at) {
        var before = state.kit() == null ? 0 : state.kit().polls();
        var kit = new Kit(windows, ready, at, before + 1, call.plannedAt());
        var usable = kit.usableLink() != null;
        return state.withoutBackoff()
                .change(c -> c.kit = usable ? new Kit(windows, ready, at, 0, call.plannedAt()) : kit);
    }
}
