package dev.companion.provisioner.topology;

import dev.companion.gravityzone.CompanyType;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.vocabulary.AddOn;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Translates outcomes. */
final class OutcomeRecords {

    private OutcomeRecords() {}

    static Outcome toDomain(dev.companion.provisioning.Outcome outcome) {
        return new Outcome(
                outcome.getCallId(),
                outcome.getGeneration(),
                StepKind.valueOf(outcome.getStep().name()),
                verdict(outcome.getVerdict()),
                reason(outcome.getReason()),
                outcome.getMessage().orElse(null),
                outcome.getRetryAfterMillis().map(Duration::ofMillis).orElse(null),
                outcome.getCreatedId().orElse(null),
                outcome.getCompanies().stream().map(OutcomeRecords::company).toList(),
                outcome.getComplete(),
                outcome.getPackages().stream()
                        .map(each -> new SeenPackage(each.getPackageId(), each.getName()))
                        .toList(),
                outcome.getWindowsLink().orElse(null),
                outcome.getWindowsReady().orElse(null),
                outcome.getVariables().stream()
                        .map(each -> new SeenVariable(
                                each.getVariableId(), each.getValue().orElse(null)))
                        .toList(),
                outcome.getAddOnsNotLicensed().stream()
                        .map(OutcomeRecords::addOn)
                        .filter(Objects::nonNull)
                        .toList(),
                outcome.getEndpoints().orElse(null),
                outcome.getPackageProfile().map(PackageProfileRecords::toDomain).orElse(null),
                outcome.getLinks().stream()
                        .map(each -> new SeenLink(
                                each.getCompanyId(),
                                each.getPackageName(),
                                each.getWindowsLink().orElse(null),
                                each.getWindowsReady().orElse(null)))
                        .toList(),
                outcome.getRequests(),
                outcome.getAnsweredAt());
    }

    /** An add-on that this version does not know is never left out. */
    private static @Nullable AddOn addOn(dev.companion.provisioning.AddOn addOn) {
        return addOn == dev.companion.provisioning.AddOn.UNKNOWN ? null : AddOn.valueOf(addOn.name());
    }

    /** A verdict that this version does not know proves nothing. */
    private static Verdict verdict(dev.companion.provisioning.Verdict verdict) {
        return switch (verdict) {
            case APPLIED -> Verdict.APPLIED;
            case NOT_APPLIED -> Verdict.NOT_APPLIED;
            case UNKNOWN_EFFECT, UNKNOWN -> Verdict.UNKNOWN_EFFECT;
        };
    }

    private static Reason reason(OutcomeReason reason) {
        return switch (reason) {
            case NONE -> Reason.NONE;
            case NOT_FOUND -> Reason.NOT_FOUND;
            case GONE -> Reason.GONE;
            case CREDENTIALS -> Reason.CREDENTIALS;
            case PERMISSION -> Reason.PERMISSION;
            case INVALID -> Reason.INVALID;
            case NAME_TAKEN -> Reason.NAME_TAKEN;
            case CONFLICT -> Reason.CONFLICT;
            case RATE_LIMITED -> Reason.RATE_LIMITED;
            case UNAVAILABLE -> Reason.UNAVAILABLE;
            case TOO_LATE -> Reason.TOO_LATE;
            case NOT_OFFERED -> Reason.NOT_OFFERED;
            case LOST, UNKNOWN -> Reason.LOST;
        };
    }

    private static SeenCompany company(FoundCompany company) {
        return new SeenCompany(
                company.getCompanyId(),
                company.getName(),
                customer(company.getType()),
                company.getParentId().orElse(null),
                company.getSuspended().orElse(null),
                company.getManagedByPartner().orElse(null),
                company.getCreatedAt().orElse(null));
    }

    private static @Nullable Boolean customer(CompanyType type) {
        return switch (type) {
            case CUSTOMER -> true;
            case PARTNER -> false;
            case UNKNOWN -> null;
        };
    }
}
