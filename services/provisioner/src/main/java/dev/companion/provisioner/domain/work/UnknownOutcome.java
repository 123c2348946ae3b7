package dev.companion.provisioner.domain.work;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A creation whose outcome is unknown. Only finds settle it, or its own outcome if that arrives after all. One that was
 * settled as "does not exist" is kept as evidence: if the thing appears later, it is ours.
 *
 * @param companyName the company that was to be created; null for a package
 * @param companyId the company whose package was to be created; null for a company
 * @param absentAt when a complete find showed, before the call, that it did not exist
 * @param openedAt since when the outcome is unknown
 * @param absentSince answer of the first complete find after it that saw nothing; null while there is none
 * @param finds number of finds for it
 * @param nextFindAt time of the next find
 * @param unprovable whether the last find saw something of that name that is not provably ours
 * @param settledAt when two finds agreed that it does not exist; null while it is open
 */
public record UnknownOutcome(
        String callId,
        StepKind kind,
        long generation,
        @Nullable String companyName,
        @Nullable String companyId,
        Instant absentAt,
        Instant openedAt,
        @Nullable Instant absentSince,
        int finds,
        Instant nextFindAt,
        boolean unprovable,
        @Nullable Instant settledAt) {

    public static UnknownOutcome of(InFlight call, Instant now, Rules rules) {
        return new UnknownOutcome(
                call.callId(),
                call.kind(),
                call.generation(),
                call.companyName(),
                call.kind() == StepKind.CREATE_PACKAGE ? call.companyId() : null,
                call.absentAt() == null ? call.plannedAt() : call.absentAt(),
                now,
                null,
                0,
                now.plus(rules.unknownPause(0)),
                false,
                null);
    }

    public boolean open() {
        return settledAt == null;
    }

    /** Whether this is the creation of a company of that name. */
    public boolean isOfCompanyNamed(@Nullable String name) {
        return kind == StepKind.CREATE_COMPANY && LinkSpec.sameCompanyName(companyName, name);
    }

    /** Whether the step must wait: the creation until this is settled, the find for it until the next find is due. */
    boolean blocks(Step step) {
        return open()
                && switch (step) {
                    case Step.CreateCompany create -> isOfCompanyNamed(create.name());
                    case Step.FindCompanyByName find -> isOfCompanyNamed(find.name());
                    case Step.CreatePackage create -> isOfPackageIn(create.companyId());
                    case Step.FindPackage find -> isOfPackageIn(find.companyId());
                    default -> false;
                };
    }

    public boolean isOfPackageIn(String company) {
        return kind == StepKind.CREATE_PACKAGE && company.equals(companyId);
    }

    /** A complete find saw nothing: the second such answer, at least the grace after the first, settles it. */
    public UnknownOutcome notSeen(InFlight find, Instant answeredAt, Rules rules) {
        if (absentSince != null && !find.plannedAt().isBefore(absentSince.plus(rules.unknownGrace()))) {
            return with(absentSince, finds + 1, nextFindAt, false, answeredAt);
        }
        var since = absentSince == null ? answeredAt : absentSince;
        var proofAt = since.plus(rules.unknownGrace());
        var next = answeredAt.plus(rules.unknownPause(finds + 1));
        return with(since, finds + 1, next.isBefore(proofAt) ? next : proofAt, false, null);
    }

    /** A find saw something of the name that is not provably ours, so it proves no absence. */
    public UnknownOutcome seenUnproved(Instant answeredAt, Rules rules) {
        return with(null, finds + 1, answeredAt.plus(rules.unknownPause(finds + 1)), true, null);
    }

    /** A find returned no answer that proves anything. */
    public UnknownOutcome notAnswered(Instant at, Duration pause) {
        return with(absentSince, finds + 1, at.plus(pause), unprovable, null);
    }

    public UnknownOutcome settled(Instant at) {
        return with(absentSince, finds, nextFindAt, unprovable, at);
    }

    private UnknownOutcome with(
            @Nullable Instant since, int count, Instant next, boolean unproved, @Nullable Instant settled) {
        return new UnknownOutcome(
                callId,
                kind,
                generation,
                companyName,
                companyId,
                absentAt,
                openedAt,
                since,
                count,
                next,
                unproved,
                settled);
    }
}
