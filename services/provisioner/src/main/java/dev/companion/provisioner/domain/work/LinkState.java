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
 * Everything that is stored of a link: its spec, how far it has come, its running call, and creations with an unknown
 * outcome. Stored as it is; no component may be a sealed type.
 *
 * @param company the company in use; null until there is one
 * @param createdCompanies every company that a call for this link created, in use or left over from an earlier spec
 * @param pkg the package in use; null until there is one
 * @param kit the package's Windows link as it was last read; null before
 * @param installationLink the link published last, also while there is none; null before the first one
 * @param variable the site variable as it was last read since it was last written; null before
 * @param unsettledUntil until when a write or deletion of the variable may take effect although its outcome is unknown; null
 *     without one
 * @param inFlight the one running call; null if there is none
 * @param unknownOutcomes creations whose outcome is unknown, and evidence of such
 * @param absenceProof the last proof that what is created next does not exist; null without one
 * @param nameTaken the refused name that is being investigated; null if there is none
 * @param backoff why the link's own steps wait; null if they do not
 * @param attempts calls planned in this generation, by kind
 * @param failures calls in a row that made no progress
 * @param writes writes and deletions of the variable since it last read back well
 * @param licence the licence of the company in use as it was last read; null before
 * @param order how far the person's order about the company has come; null if there is none
 * @param readyIn the last generation in which the link was ready; 0 before there is one
 * @param untouched whether no call was ever planned for it
 * @param status the status published last; null before the first one
 * @param revision grows with every record written about this link
 */
public record LinkState(
        LinkKey key,
        LinkSpec spec,
        @Nullable LinkedCompany company,
        List<CreatedCompany> createdCompanies,
        @Nullable LinkedPackage pkg,
        @Nullable Kit kit,
        @Nullable InstallationLink installationLink,
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

    /** @param lacking add-ons that the licence certainly lacks */
    public record Licence(String companyId, List<AddOn> lacking, Instant readAt) {}

    /**
     * @param windows opaque; null while the vendor has none
     * @param ready null if the vendor did not say, which counts as ready once there is a link
     * @param polls reads in a row without a usable link
     * @param from when the reading was planned; null if it does not count as one
     */
    public record Kit(
            @Nullable String windows,
            @Nullable Boolean ready,
            Instant readAt,
            int polls,
            @Nullable Instant from) {

        public @Nullable String usableLink() {
            return Boolean.FALSE.equals(ready) ? null : windows;
        }
    }

    /**
     * @param siteMissing the site itself does not exist any more, and its variables with it
     * @param from when the reading was planned; null if it does not count as one
     */
    public record Variable(
            List<SeenVariable> seen,
            boolean siteMissing,
            Instant readAt,
            @Nullable Instant from) {

        public boolean holdsExactly(@Nullable String link) {
            return link != null
                    && seen.size() == 1
                    && link.equals(seen.getFirst().value());
        }
    }

    /**
     * A complete find saw nothing of the kind.
     *
     * @param from when the find was planned: it may have missed what was created since then
     * @param at when it was answered
     */
    public record AbsenceProof(StepKind kind, String target, Instant from, Instant at) {}

    /** @param absentSince answer of the first complete find after the refusal that did not see the name */
    public record NameTaken(String name, @Nullable Instant absentSince, Instant nextFindAt) {}

    /** A link of which only the spec is known. */
    public static LinkState of(LinkKey key, LinkSpec spec) {
        return new LinkState(
                key, spec, null, List.of(), null, null, null, null, null, null, List.of(), null, null, null, Map.of(),
                0, 0, null, null, 0, true, null, 0);
    }

    public Optional<UnknownOutcome> openUnknownOutcome(StepKind kind, String target) {
        return unknownOutcomes.stream()
                .filter(unknown -> unknown.open() && unknown.kind() == kind)
                .filter(unknown -> kind == StepKind.CREATE_COMPANY
                        ? unknown.isOfCompanyNamed(target)
                        : target.equals(unknown.companyId()))
                .findFirst();
    }

    public boolean hasUnknownOutcome() {
        return unknownOutcomes.stream().anyMatch(UnknownOutcome::open);
    }

    public boolean blockedBy(Step step) {
        return unknownOutcomes.stream().anyMatch(unknown -> unknown.blocks(step));
    }

    /** The Windows link that the site variable is to hold; null while there is none. */
    public @Nullable String wantedValue() {
        return company == null || company.unsure() || pkg == null || pkg.unsure() || kit == null
                ? null
                : kit.usableLink();
    }

    /**
     * Whether the variable was read when none of our own changes could take effect any more, so that the reading is
     * final.
     */
    public boolean settledReading(Variable reading) {
        return unsettledUntil == null || !reading.readAt().isBefore(unsettledUntil);
    }

    public boolean verified() {
        return variable != null && variable.holdsExactly(wantedValue());
    }

    /** Add-ons of the spec that the company's licence is known to lack. */
    public List<AddOn> unlicensed() {
        if (licence == null || company == null || !licence.companyId().equals(company.id())) {
            return List.of();
        }
        var wanted = spec.profile().addOns();
        return licence.lacking().stream().filter(wanted::contains).toList();
    }

    /** The content that a package of this link is to have. */
    public PackageProfile content() {
        return spec.profile().without(unlicensed());
    }

    /** Whether the link was ready in this generation. Whatever differs since then was changed outside Companion. */
    public boolean wasReady() {
        return readyIn == spec.generation();
    }

    /** Whether a person's order about the company is not carried out yet. */
    public boolean orderOpen() {
        return spec.order() != null && order != null && order.open();
    }

    /** Whether a recent enough find proved that the target of a creation does not exist. */
    public boolean provedAbsent(StepKind kind, String target, Instant now, Rules rules) {
        return absenceProof != null
                && absenceProof.kind() == kind
                && absenceProof.target().equals(target)
                && !now.isAfter(absenceProof.at().plus(rules.precheckMaxAge()));
    }

    public int attemptsAt(StepKind kind) {
        return attempts.getOrDefault(kind, 0);
    }

    /** Whether the site is unlinked in this generation. */
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
        // Old evidence goes first; an open one is never dropped.
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

    /** Without the evidence of creations under the name: if such a company appears, it need not be ours. */
    public LinkState withoutEvidenceOf(@Nullable String name) {
        return change(c -> c.unknownOutcomes = unknownOutcomes.stream()
                .filter(unknown -> unknown.open() || !unknown.isOfCompanyNamed(name))
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

    /** Returns the company in use if the call is about it, else null. */
    public @Nullable LinkedCompany companyOf(InFlight call) {
        return company != null && company.id().equals(call.companyId()) ? company : null;
    }

    /** Returns the next attempt of the link at the step. */
    public Call nextCall(Step step, Instant now, Duration deadline) {
        var attempt = attemptsAt(step.kind()) + 1;
        var id = Call.idOf(key, spec.requestId(), spec.generation(), step.kind(), attempt);
        return new Call(key, id, spec.generation(), step, attempt, now, now.plus(deadline));
    }

    /** From the first try on, only a find tells which packages the company has. */
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

    /** Continues at once: no backoff, and failures are counted from 0 again. */
    public LinkState withoutBackoff() {
        return change(c -> {
            c.backoff = null;
            c.failures = 0;
        });
    }

    /** Returns this state with some components changed; the same instance if none differs. */
    public LinkState change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        var changed = changes.done();
        return Objects.equals(this, changed) ? this : changed;
    }

    /** The components of a state that one edit may change. */
    public static final class Changes {

        private final LinkState before;
        public LinkSpec spec;
        public @Nullable LinkedCompany company;
        public List<CreatedCompany> createdCompanies;
        public @Nullable LinkedPackage pkg;
        public @Nullable Kit kit;
        public @Nullable InstallationLink installationLink;
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
            installationLink = before.installationLink;
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
                    installationLink,
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
