package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.Kit;
import dev.companion.provisioner.domain.LinkWork.Licence;
import dev.companion.provisioner.domain.PackageUse.Content;
import dev.companion.provisioner.domain.Progress.Setting;
import dev.companion.provisioner.domain.Report.Aspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the outcomes of looking into a package mean: licence, content and links. */
final class PackageContents {

    private static final Aspect ASPECT = Aspect.PACKAGE_READY;

    private static final String SOMETHING_ELSE = "The installation package contains something else than it should.";

    private PackageContents() {}

    /** Where nobody may look, nothing is left out: the package is read back and tells what the vendor made of it. */
    static Progress licenceRead(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var company = PackageOutcomes.inUse(work, call);
        if (company == null) {
            return Progress.of(work);
        }
        if (outcome.notFound()) {
            return Progress.of(PackageOutcomes.companyUnsure(work));
        }
        if (!outcome.applied() && !outcome.notForUs()) {
            return Progress.of(Progress.refused(work, call, outcome, ASPECT, setting.rules()));
        }
        var lacking = outcome.applied() ? outcome.notLicensed() : List.<AddOn>of();
        var licence = new Licence(company.id(), lacking, outcome.answeredAt());
        var read = Progress.onward(work).change(c -> c.licence = licence);
        var pkg = read.pkg();
        return Progress.of(
                pkg == null
                                || pkg.content() != Content.AS_WANTED
                                || leftAlone(read, setting)
                                || read.unlicensed().containsAll(pkg.unlicensed())
                        ? read
                        : read.change(c -> c.pkg = pkg.containing(Content.OTHER)));
    }

    private static boolean leftAlone(LinkWork work, Setting setting) {
        return setting.watching() && work.wasReady();
    }

    static Progress read(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var company = PackageOutcomes.inUse(work, call);
        var known = work.pkg();
        if (company == null || known == null || !known.id().equals(call.packageId())) {
            return Progress.of(work);
        }
        if (outcome.notFound()) {
            return Progress.of(Progress.onward(work).change(c -> c.pkg = known.doubted()));
        }
        var seen = outcome.profile();
        if (!outcome.applied() || seen == null) {
            return Progress.of(Progress.refused(work, call, outcome, ASPECT, setting.rules()));
        }
        // A change in doubt, perhaps of an earlier wish, may have come after what was read before.
        var lastReading = known.settlesAt() != null && !call.plannedAt().isBefore(known.settlesAt());
        var pkg = lastReading ? known.settled() : known;
        var differing = work.content().differences(seen);
        if (lastReading && differing.isEmpty() && known.content() == Content.AS_WANTED) {
            return Progress.of(Progress.onward(work).change(c -> c.pkg = pkg));
        }
        var updates = work.attemptsAt(StepKind.UPDATE_PACKAGE);
        var ours = updates > 0 || work.attemptsAt(StepKind.CREATE_PACKAGE) > 0;
        var addOnsAlone = differing.stream().allMatch(PackageContents::isAddOn);
        // A change that may never have reached the vendor is no word of the vendor's.
        var notAsked = !ours || (updates == 0 && !addOnsAlone) || pkg.content() == Content.IN_DOUBT || lastReading;
        if (!differing.isEmpty() && notAsked && updates < Rules.PACKAGE_WRITES_MAX) {
            var other = Progress.onward(work).change(c -> c.pkg = pkg.containing(Content.OTHER));
            return Progress.of(
                    leftAlone(work, setting)
                            ? Progress.drifted(other, ASPECT, SOMETHING_ELSE, outcome.answeredAt(), setting.rules())
                            : other);
        }
        // What the vendor keeps otherwise although it was asked is told, and not asked for again and again.
        var kept = pkg.containing(Content.AS_WANTED, work.unlicensed(), differing);
        var facts = new ArrayList<Fact>();
        var neverSeen = pkg.content() == Content.IN_DOUBT && !differing.isEmpty();
        if (updates > 0 && !neverSeen) {
            facts.add(Fact.ofPackage(Fact.Type.PACKAGE_UPDATED, company.id(), pkg.id(), null));
        }
        if (!differing.isEmpty()
                || !(kept.unlicensed().isEmpty() || kept.unlicensed().equals(pkg.unlicensed()))) {
            facts.add(leftOut(company.id(), kept));
        }
        return new Progress(Progress.onward(work).change(c -> c.pkg = kept), List.copyOf(facts), null);
    }

    private static boolean isAddOn(String words) {
        return Stream.of(AddOn.values()).anyMatch(addOn -> addOn.words().equals(words));
    }

    static Progress updated(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var pkg = work.pkg();
        if (pkg == null || !pkg.id().equals(call.packageId())) {
            return Progress.of(work);
        }
        if (outcome.notFound()) {
            return Progress.of(Progress.onward(work).change(c -> c.pkg = pkg.doubted()));
        }
        return switch (outcome.verdict()) {
            case APPLIED -> Progress.of(toBeRead(Progress.onward(work), pkg.containing(Content.UNREAD)));
            case UNKNOWN_EFFECT -> Progress.of(inDoubt(Progress.onward(work), pkg, outcome.answeredAt(), rules));
            case NOT_APPLIED -> Progress.of(Progress.refused(work, call, outcome, ASPECT, rules));
        };
    }

    /** A change of the package may have been made, or not. */
    static LinkWork inDoubt(LinkWork work, PackageUse pkg, Instant now, Rules rules) {
        return toBeRead(work, pkg.inDoubtUntil(now.plus(rules.unknownGrace())));
    }

    /** Content and link are read again. */
    private static LinkWork toBeRead(LinkWork work, PackageUse pkg) {
        return work.change(c -> {
            c.pkg = pkg;
            c.kit = null;
        });
    }

    /** What the package lacks of what is wanted, in words for the administrator; null where it lacks nothing. */
    static @Nullable String warning(PackageUse pkg) {
        var sentences = new ArrayList<String>();
        if (!pkg.unlicensed().isEmpty()) {
            sentences.add(
                    "Without %s: the company's licence does not cover it. Once it does, it is put in within a quarter of an hour."
                            .formatted(list(
                                    pkg.unlicensed().stream().map(AddOn::words).toList())));
        }
        if (!pkg.differing().isEmpty()) {
            sentences.add("GravityZone keeps this otherwise than it was asked to: %s. Look at the package there."
                    .formatted(list(pkg.differing())));
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static String list(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " and " + words.getLast();
    }

    static Fact leftOut(String companyId, PackageUse pkg) {
        return Fact.ofPackage(Fact.Type.ADD_ON_LEFT_OUT, companyId, pkg.id(), warning(pkg));
    }

    static Progress linkRead(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var company = PackageOutcomes.inUse(work, call);
        var pkg = work.pkg();
        if (company == null || pkg == null) {
            return Progress.of(work);
        }
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            // A package that was only just created or seen may take a moment to be listed everywhere.
            return at.isAfter(pkg.seenAt().plus(Rules.PACKAGE_SETTLES))
                    ? Progress.of(Progress.onward(work).change(c -> c.pkg = pkg.doubted()))
                    : Progress.of(polled(work, null, null, at));
        }
        return outcome.applied()
                ? linkSeen(work, outcome.windowsLink(), outcome.windowsReady(), at, setting)
                : Progress.of(Progress.refused(work, call, outcome, Aspect.LINK_READY, setting.rules()));
    }

    /** A listing of many links had one of this package; where it had none, that says nothing of a package that is ready. */
    static Progress linkSeen(
            LinkWork work, @Nullable String windows, @Nullable Boolean ready, Instant at, Setting setting) {
        var company = work.company();
        var pkg = work.pkg();
        var before = work.wantedValue();
        var polled = polled(work, windows, ready, at);
        var after = polled.wantedValue();
        if (company == null || pkg == null || before == null || after == null || after.equals(before)) {
            return Progress.of(polled);
        }
        var changed = Fact.ofPackage(Fact.Type.PACKAGE_LINK_CHANGED, company.id(), pkg.id(), null);
        return setting.watching() && work.wasReady()
                ? Progress.of(
                        Progress.drifted(
                                polled,
                                Aspect.VERIFIED,
                                "GravityZone gave the package another link.",
                                at,
                                setting.rules()),
                        changed)
                : Progress.of(polled, changed);
    }

    static LinkWork polled(LinkWork work, @Nullable String windows, @Nullable Boolean ready, Instant at) {
        var before = work.kit() == null ? 0 : work.kit().polls();
        var kit = new Kit(windows, ready, at, before + 1);
        var usable = kit.usableLink() != null;
        return Progress.onward(work).change(c -> c.kit = usable ? new Kit(windows, ready, at, 0) : kit);
    }
}
