package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Outcome.SeenVariable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of a link: what is wanted, how far it has come, the call under way and the creations
 * in doubt. Stored as it is; no component may be a sealed type.
 *
 * @param company the company in use; null until there is one
 * @param made every company that a call for this link created, whether in use or left over from an earlier wish
 * @param pkg the package in use; null until there is one
 * @param kit what was last read of the package's Windows link; null before
 * @param variable what was last read of the site variable since it was last written; null before
 * @param unsettledUntil a write or deletion of the variable that is in doubt may take effect until then; null without one
 * @param inFlight the one call under way; null while there is none
 * @param doubts creations of which nobody can say whether they took effect, and evidence of such
 * @param absent the last proof that what is to be created next is not there; null without one
 * @param nameTaken the refusal of a name that is being looked into; null while there is none
 * @param hold why the link's own steps rest; null while they do not
 * @param attempts calls planned in this generation, by kind
 * @param failures calls in a row that brought no progress
 * @param writes writes and deletions of the variable since it last read back well
 * @param licence what was last read of the licence of the company in use; null before
 * @param order how far what a person decided about the company has come; null where nothing was decided
 * @param readyIn the last generation in which the link was ready; 0 before there is one
 * @param untouched whether no call was ever planned for it
 * @param report what was last said to the outside; null before the first time
 * @param revision grows with every record written about this link
 */
public record LinkWork(
        LinkKey key,
        Desired desired,
        @Nullable CompanyUse company,
        List<MadeCompany> made,
        @Nullable PackageUse pkg,
        @Nullable Kit kit,
        @Nullable Variable variable,
        @Nullable Instant unsettledUntil,
        @Nullable InFlight inFlight,
        List<Doubt> doubts,
        @Nullable Absent absent,
        @Nullable NameTaken nameTaken,
        @Nullable Hold hold,
        Map<StepKind, Integer> attempts,
        int failures,
        int writes,
        @Nullable Licence licence,
        @Nullable OrderWork order,
        long readyIn,
        boolean untouched,
        @Nullable Report report,
        long revision) {

    private static final int DOUBTS_KEPT = 20;

    /** How a link came by its company. */
    public enum Provenance {
        CREATED,
        ADOPTED,
        CHOSEN
    }

    /**
     * @param unsure whether an answer made it doubtful that the company is still there and usable
     * @param fresh whether it was created for this link and no package has been tried in it
     */
    public record CompanyUse(String id, String name, Provenance provenance, boolean unsure, boolean fresh) {}

    public record MadeCompany(String id, @Nullable String name, long generation) {}

    /** @param lacking add-ons that the licence lacks for certain */
    public record Licence(String companyId, List<AddOn> lacking, Instant readAt) {}

    /**
     * @param windows opaque; null while the vendor has none
     * @param ready null where the vendor did not say, which counts as ready once there is a link
     * @param polls reads in a row without a usable link
     */
    public record Kit(@Nullable String windows, @Nullable Boolean ready, Instant readAt, int polls) {

        @Nullable String usableLink() {
            return Boolean.FALSE.equals(ready) ? null : windows;
        }
    }

    /** @param siteMissing the site itself is gone, and its variables with it */
    public record Variable(List<SeenVariable> seen, boolean siteMissing, Instant readAt) {

        boolean holdsExactly(@Nullable String link) {
            return link != null
                    && seen.size() == 1
                    && link.equals(seen.getFirst().value());
        }
    }

    /**
     * A complete find answered that nothing of the kind is there.
     *
     * @param from when the find was planned: what was made since then it may have missed
     * @param at when it answered
     */
    public record Absent(StepKind kind, String target, Instant from, Instant at) {}

    /** @param absentSince answer of the first complete find after the refusal that did not see the name */
    public record NameTaken(String name, @Nullable Instant absentSince, Instant nextFindAt) {}

    /** A link of which nothing is known but what is wanted. */
    static LinkWork of(LinkKey key, Desired desired) {
        return new LinkWork(
                key, desired, null, List.of(), null, null, null, null, null, List.of(), null, null, null, Map.of(), 0,
                0, null, null, 0, true, null, 0);
    }

    Optional<Doubt> openDoubt(StepKind kind, String target) {
        return doubts.stream()
                .filter(doubt -> doubt.open() && doubt.kind() == kind)
                .filter(doubt ->
                        kind == StepKind.CREATE_COMPANY ? doubt.concerns(target) : target.equals(doubt.companyId()))
                .findFirst();
    }

    boolean inDoubt() {
        return doubts.stream().anyMatch(Doubt::open);
    }

    boolean blockedBy(Step step) {
        return doubts.stream().anyMatch(doubt -> doubt.blocks(step));
    }

    /** The Windows link that the site variable is to hold, or null while there is none. */
    @Nullable String wantedValue() {
        return company == null || company.unsure() || pkg == null || pkg.unsure() || kit == null
                ? null
                : kit.usableLink();
    }

    /** Whether a reading of the variable, made when none of our own changes could take effect any more, stands. */
    boolean settledReading(Variable reading) {
        return unsettledUntil == null || !reading.readAt().isBefore(unsettledUntil);
    }

    boolean verified() {
        return variable != null && variable.holdsExactly(wantedValue());
    }

    /** What of the wanted content the company's licence is known to lack. */
    List<AddOn> unlicensed() {
        if (licence == null || company == null || !licence.companyId().equals(company.id())) {
            return List.of();
        }
        var wanted = desired.profile().addOns();
        return licence.lacking().stream().filter(wanted::contains).toList();
    }

    /** What a package of this link is to contain. */
    PackageProfile content() {
        return desired.profile().without(unlicensed());
    }

    /** Whether the link was ready as it is wanted now, so that whatever differs since then is somebody else's doing. */
    boolean wasReady() {
        return readyIn == desired.generation();
    }

    /** Whether what a person decided about the company is still to be carried out. */
    boolean orderOpen() {
        return desired.order() != null && order != null && order.open();
    }

    /** Whether a find proved, not longer ago than allowed, that the target of a creation is not there. */
    boolean provedAbsent(StepKind kind, String target, Instant now, Rules rules) {
        return absent != null
                && absent.kind() == kind
                && absent.target().equals(target)
                && !now.isAfter(absent.at().plus(rules.precheckMaxAge()));
    }

    int attemptsAt(StepKind kind) {
        return attempts.getOrDefault(kind, 0);
    }

    /** Whether the link was taken apart as it is wanted now. */
    boolean removed() {
        return !desired.present()
                && report != null
                && report.phase() == Report.Phase.REMOVED
                && report.generation() == desired.generation();
    }

    boolean phaseIs(Report.Phase phase) {
        return report != null && report.phase() == phase;
    }

    LinkWork withInFlight(InFlight call) {
        var counted = new EnumMap<StepKind, Integer>(StepKind.class);
        counted.putAll(attempts);
        counted.merge(call.kind(), 1, Integer::sum);
        return change(c -> {
            c.inFlight = call;
            c.untouched = false;
            c.attempts = Map.copyOf(counted);
        });
    }

    LinkWork withDoubt(Doubt doubt) {
        var all = new ArrayList<>(doubts);
        all.add(doubt);
        // Old evidence goes first; what is open is never forgotten.
        if (all.size() > DOUBTS_KEPT) {
            all.stream().filter(old -> !old.open()).findFirst().ifPresent(all::remove);
        }
        return change(c -> c.doubts = List.copyOf(all));
    }

    LinkWork withDoubt(Doubt old, UnaryOperator<Doubt> change) {
        return change(c -> c.doubts = doubts.stream()
                .map(doubt -> doubt.callId().equals(old.callId()) ? change.apply(doubt) : doubt)
                .toList());
    }

    LinkWork withoutDoubt(String callId) {
        return change(c -> c.doubts =
                doubts.stream().filter(doubt -> !doubt.callId().equals(callId)).toList());
    }

    /** Without what was taken for not there under the name: should it turn up, it need not be ours. */
    LinkWork withoutEvidenceOf(@Nullable String name) {
        return change(c -> c.doubts = doubts.stream()
                .filter(doubt -> doubt.open() || !doubt.concerns(name))
                .toList());
    }

    LinkWork withMade(MadeCompany company) {
        if (made.stream().anyMatch(known -> known.id().equals(company.id()))) {
            return this;
        }
        var all = new ArrayList<>(made);
        all.add(company);
        return change(c -> c.made = List.copyOf(all));
    }

    /** This work with some components changed; the same instance if none really is. */
    LinkWork change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        var changed = changes.done();
        return Objects.equals(this, changed) ? this : changed;
    }

    /** The components that change, by name, for one edit. */
    static final class Changes {

        private final LinkWork before;
        Desired desired;

        @Nullable CompanyUse company;

        List<MadeCompany> made;

        @Nullable PackageUse pkg;

        @Nullable Kit kit;

        @Nullable Variable variable;

        @Nullable Instant unsettledUntil;

        @Nullable InFlight inFlight;

        List<Doubt> doubts;

        @Nullable Absent absent;

        @Nullable NameTaken nameTaken;

        @Nullable Hold hold;

        Map<StepKind, Integer> attempts;
        int failures;
        int writes;

        @Nullable Licence licence;

        @Nullable OrderWork order;

        long readyIn;
        boolean untouched;

        @Nullable Report report;

        long revision;

        private Changes(LinkWork before) {
            this.before = before;
            desired = before.desired;
            company = before.company;
            made = before.made;
            pkg = before.pkg;
            kit = before.kit;
            variable = before.variable;
            unsettledUntil = before.unsettledUntil;
            inFlight = before.inFlight;
            doubts = before.doubts;
            absent = before.absent;
            nameTaken = before.nameTaken;
            hold = before.hold;
            attempts = before.attempts;
            failures = before.failures;
            writes = before.writes;
            licence = before.licence;
            order = before.order;
            readyIn = before.readyIn;
            untouched = before.untouched;
            report = before.report;
            revision = before.revision;
        }

        private LinkWork done() {
            return new LinkWork(
                    before.key,
                    desired,
                    company,
                    made,
                    pkg,
                    kit,
                    variable,
                    unsettledUntil,
                    inFlight,
                    doubts,
                    absent,
                    nameTaken,
                    hold,
                    attempts,
                    failures,
                    writes,
                    licence,
                    order,
                    readyIn,
                    untouched,
                    report,
                    revision);
        }
    }
}
