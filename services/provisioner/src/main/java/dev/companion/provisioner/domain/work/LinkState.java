package dev.companion.provisioner.domain.work;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
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
public record LinkState(
        LinkKey key,
        LinkSpec spec,
        @Nullable LinkedCompany company,
        List<CreatedCompany> createdCompanies,
        @Nullable LinkedPackage pkg,
        @Nullable Kit kit,
        @Nullable Variable variable,
        @Nullable Instant unsettledUntil,
        @Nullable InFlight inFlight,
        List<UnknownOutcome> unknownOutcomes,
        @Nullable AbsenceProof absenceProof,
        @Nullable NameTaken nameTaken,
        @Nullable Backoff backoff,
        Map<StepKind, Integer> attempts,
        int failures,
        int writes,
        @Nullable Licence licence,
        @Nullable OrderProgress order,
        long readyIn,
        boolean untouched,
        @Nullable LinkStatus status,
        long revision) {

    private static final int DOUBTS_KEPT = 20;

    public record CreatedCompany(String id, @Nullable String name, long generation) {}

    /** @param lacking add-ons that the licence lacks for certain */
    public record Licence(String companyId, List<AddOn> lacking, Instant readAt) {}

    /**
     * @param windows opaque; null while the vendor has none
     * @param ready null where the vendor did not say, which counts as ready once there is a link
     * @param polls reads in a row without a usable link
     */
    public record Kit(@Nullable String windows, @Nullable Boolean ready, Instant readAt, int polls) {

        public @Nullable String usableLink() {
            return Boolean.FALSE.equals(ready) ? null : windows;
        }
    }

    /** @param siteMissing the site itself is gone, and its variables with it */
    public record Variable(List<SeenVariable> seen, boolean siteMissing, Instant readAt) {

        public boolean holdsExactly(@Nullable String link) {
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
    public record AbsenceProof(StepKind kind, String target, Instant from, Instant at) {}

    /** @param absentSince answer of the first complete find after the refusal that did not see the name */
    public record NameTaken(String name, @Nullable Instant absentSince, Instant nextFindAt) {}

    /** A link of which nothing is known but what is wanted. */
    public static LinkState of(LinkKey key, LinkSpec spec) {
        return new LinkState(
                key, spec, null, List.of(), null, null, null, null, null, List.of(), null, null, null, Map.of(), 0, 0,
                null, null, 0, true, null, 0);
    }

    public Optional<UnknownOutcome> openUnknownOutcome(StepKind kind, String target) {
        return unknownOutcomes.stream()
                .filter(unknown -> unknown.open() && unknown.kind() == kind)
                .filter(unknown ->
                        kind == StepKind.CREATE_COMPANY ? unknown.concerns(target) : target.equals(unknown.companyId()))
                .findFirst();
    }

    public boolean hasUnknownOutcome() {
        return unknownOutcomes.stream().anyMatch(UnknownOutcome::open);
    }

    public boolean blockedBy(Step step) {
        return unknownOutcomes.stream().anyMatch(unknown -> unknown.blocks(step));
    }

    /** The Windows link that the site variable is to hold, or null while there is none. */
    public @Nullable String wantedValue() {
        return company == null || company.unsure() || pkg == null || pkg.unsure() || kit == null
                ? null
                : kit.usableLink();
    }

    /** Whether a reading of the variable, made when none of our own changes could take effect any more, stands. */
    public boolean settledReading(Variable reading) {
        return unsettledUntil == null || !reading.readAt().isBefore(unsettledUntil);
    }

    public boolean verified() {
        return variable != null && variable.holdsExactly(wantedValue());
    }

    /** What of the wanted content the company's licence is known to lack. */
    public List<AddOn> unlicensed() {
        if (licence == null || company == null || !licence.companyId().equals(company.id())) {
            return List.of();
        }
        var wanted = spec.profile().addOns();
        return licence.lacking().stream().filter(wanted::contains).toList();
    }

    /** What a package of this link is to contain. */
    public PackageProfile content() {
        return spec.profile().without(unlicensed());
    }

    /** Whether the link was ready as it is wanted now, so that whatever differs since then is somebody else's doing. */
    public boolean wasReady() {
        return readyIn == spec.generation();
    }

    /** Whether what a person decided about the company is still to be carried out. */
    public boolean orderOpen() {
        return spec.order() != null && order != null && order.open();
    }

    /** Whether a find proved, not longer ago than allowed, that the target of a creation is not there. */
    public boolean provedAbsent(StepKind kind, String target, Instant now, Rules rules) {
        return absenceProof != null
                && absenceProof.kind() == kind
                && absenceProof.target().equals(target)
                && !now.isAfter(absenceProof.at().plus(rules.precheckMaxAge()));
    }

    public int attemptsAt(StepKind kind) {
        return attempts.getOrDefault(kind, 0);
    }

    /** Whether the link was taken apart as it is wanted now. */
    public boolean removed() {
        return !spec.present()
                && status != null
                && status.phase() == LinkStatus.Phase.REMOVED
                && status.generation() == spec.generation();
    }

    public boolean phaseIs(LinkStatus.Phase phase) {
        return status != null && status.phase() == phase;
    }

    public LinkState withInFlight(InFlight call) {
        var counted = new EnumMap<StepKind, Integer>(StepKind.class);
        counted.putAll(attempts);
        counted.merge(call.kind(), 1, Integer::sum);
        return change(c -> {
            c.inFlight = call;
            c.untouched = false;
            c.attempts = Map.copyOf(counted);
        });
    }

    public LinkState withUnknownOutcome(UnknownOutcome unknown) {
        var all = new ArrayList<>(unknownOutcomes);
        all.add(unknown);
        // Old evidence goes first; what is open is never forgotten.
        if (all.size() > DOUBTS_KEPT) {
            all.stream().filter(old -> !old.open()).findFirst().ifPresent(all::remove);
        }
        return change(c -> c.unknownOutcomes = List.copyOf(all));
    }

    public LinkState withUnknownOutcome(UnknownOutcome old, UnaryOperator<UnknownOutcome> change) {
        return change(c -> c.unknownOutcomes = unknownOutcomes.stream()
                .map(unknown -> unknown.callId().equals(old.callId()) ? change.apply(unknown) : unknown)
                .toList());
    }

    public LinkState withoutUnknownOutcome(String callId) {
        return change(c -> c.unknownOutcomes = unknownOutcomes.stream()
                .filter(unknown -> !unknown.callId().equals(callId))
                .toList());
    }

    /** Without what was taken for not there under the name: should it turn up, it need not be ours. */
    public LinkState withoutEvidenceOf(@Nullable String name) {
        return change(c -> c.unknownOutcomes = unknownOutcomes.stream()
                .filter(unknown -> unknown.open() || !unknown.concerns(name))
                .toList());
    }

    public LinkState withCreatedCompany(CreatedCompany company) {
        if (createdCompanies.stream().anyMatch(known -> known.id().equals(company.id()))) {
            return this;
        }
        var all = new ArrayList<>(createdCompanies);
        all.add(company);
        return change(c -> c.createdCompanies = List.copyOf(all));
    }

    /** The company in use if it is the one that the call is about, else null. */
    public @Nullable LinkedCompany companyOf(InFlight call) {
        return company != null && company.id().equals(call.companyId()) ? company : null;
    }

    /** The next attempt of the link at the step. */
    public Call nextCall(Step step, Instant now, Duration deadline) {
        var attempt = attemptsAt(step.kind()) + 1;
        var id = Call.idOf(key, spec.requestId(), spec.generation(), step.kind(), attempt);
        return new Call(key, id, spec.generation(), step, attempt, now, now.plus(deadline));
    }

    /** From the first try on, only a find can say which packages the company has. */
    public LinkState withPackageTried() {
        return company == null || !company.fresh() ? this : change(c -> c.company = company.tried());
    }

    /** The company in use is looked up before it is used again. */
    public LinkState withUnsureCompany() {
        return company == null
                ? this
                : change(c -> {
                    c.company = company.asUnsure();
                    c.backoff = null;
                });
    }

    /** Continues at once: no backoff, and the failures are counted from 0 again. */
    public LinkState withoutBackoff() {
        return change(c -> {
            c.backoff = null;
            c.failures = 0;
        });
    }

    /** This work with some components changed; the same instance if none really is. */
    public LinkState change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        var changed = changes.done();
        return Objects.equals(this, changed) ? this : changed;
    }

    /** The components that change, by name, for one edit. */
    public static final class Changes {

        private final LinkState before;
        public LinkSpec spec;

        public @Nullable LinkedCompany company;

        public List<CreatedCompany> createdCompanies;

        public @Nullable LinkedPackage pkg;

        public @Nullable Kit kit;

        public @Nullable Variable variable;

        public @Nullable Instant unsettledUntil;

        public @Nullable InFlight inFlight;

        public List<UnknownOutcome> unknownOutcomes;

        public @Nullable AbsenceProof absenceProof;

        public @Nullable NameTaken nameTaken;

        public @Nullable Backoff backoff;

        public Map<StepKind, Integer> attempts;
        public int failures;
        public int writes;

        public @Nullable Licence licence;

        public @Nullable OrderProgress order;

        public long readyIn;
        public boolean untouched;

        public @Nullable LinkStatus status;

        public long revision;

        private Changes(LinkState before) {
            this.before = before;
            spec = before.spec;
            company = before.company;
            createdCompanies = before.createdCompanies;
            pkg = before.pkg;
            kit = before.kit;
            variable = before.variable;
            unsettledUntil = before.unsettledUntil;
            inFlight = before.inFlight;
            unknownOutcomes = before.unknownOutcomes;
            absenceProof = before.absenceProof;
            nameTaken = before.nameTaken;
            backoff = before.backoff;
            attempts = before.attempts;
            failures = before.failures;
            writes = before.writes;
            licence = before.licence;
            order = before.order;
            readyIn = before.readyIn;
            untouched = before.untouched;
            status = before.status;
            revision = before.revision;
        }

        private LinkState done() {
            return new LinkState(
                    before.key,
                    spec,
                    company,
                    createdCompanies,
                    pkg,
                    kit,
                    variable,
                    unsettledUntil,
                    inFlight,
                    unknownOutcomes,
                    absenceProof,
                    nameTaken,
                    backoff,
                    attempts,
                    failures,
                    writes,
                    licence,
                    order,
                    readyIn,
                    untouched,
                    status,
                    revision);
        }
    }
}
