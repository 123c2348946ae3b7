package dev.companion.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One rule of the protocol, broken. Rules are numbered as in the module's README; class and method name where the rule
 * is kept.
 */
enum Mutant {
    CALLS_OF_ABORTED_TRANSACTIONS_ARE_READ("R1", Flaw.PUBLISHES_WHAT_WAS_UNDONE),
    A_FENCED_OWNER_COMMITS("R1", Flaw.FENCED_OWNER_COMMITS),
    WHAT_WAS_DECIDED_IS_STORED_BUT_NOT_PUBLISHED("R1", Flaw.FORGETS_OUTPUT),
    AN_INTENT_IS_CALLED_TWICE("R2", Flaw.CALLS_TWICE),
    A_CALL_STARTS_AFTER_ITS_TIME("R2", Flaw.CALLS_AFTER_THE_DEADLINE),
    ALL_ATTEMPTS_HAVE_ONE_ID("R2", "step.Call", "idOf", Breakages.FirstAttempt.class),
    UNKNOWN_COUNTS_AS_NOT_APPLIED("R3", "outcome.LinkTransitions", "after", Breakages.CertainlyNotApplied.class),
    A_MISSING_ANSWER_COUNTS_AS_SETTLED("R3", "work.UnknownOutcome", "of", Breakages.AlreadySettled.class),
    AN_UNKNOWN_OUTCOME_DELAYS_NOTHING("R3", "work.UnknownOutcome", "blocks", Breakages.No.class),
    ABSENCE_NEEDS_NO_PROOF("R4", "work.LinkState", "provedAbsent", Breakages.Yes.class),
    A_PROOF_OF_ABSENCE_NEVER_AGES("R4", "work.Rules", "precheckMaxAge", Breakages.ADay.class),
    ONE_FIND_SETTLES_AN_UNKNOWN_OUTCOME("R4", "work.UnknownOutcome", "notSeen", Breakages.AlreadySettled.class),
    TWO_FINDS_NEED_NO_TIME_BETWEEN("R4", "work.Rules", "unknownGrace", Breakages.NoTime.class),
    ANY_ANSWER_IS_COMPLETE("R4", "step.Outcome", "complete", Breakages.Complete.class),
    ANOTHERS_CREATION_VOIDS_NO_PROOF("R4", "schedule.LinkIndex", "changedSince", Breakages.No.class),
    ANY_COMPANY_OF_THE_NAME_IS_ADOPTED("R5", "outcome.Adoption", "isKnownCreation", Breakages.Yes.class),
    ANY_COMPANY_MADE_SINCE_IS_EVIDENCE("R5", "outcome.Adoption", "isCreatedByUnknownAttempt", Breakages.Yes.class),
    A_CONTESTED_COMPANY_IS_ADOPTED("R5", "schedule.LinkIndex", "contested", Breakages.No.class),
    ANY_PACKAGE_IS_ADOPTED("R5", "outcome.PackageOutcomes", "ours", Breakages.AnyPackage.class),
    THE_ID_OF_WHAT_WAS_CREATED_IS_NOT_KEPT("R6", "work.LinkState", "withCreatedCompany", Breakages.Unchanged.class),
    TWO_LINKS_CHANGE_A_COMPANY_AT_ONCE("R7", "schedule.LinkIndex", "busy", Breakages.No.class),
    A_CALL_IS_GIVEN_UP_BEFORE_ITS_TIME("R7", "work.Rules", "deadlineGrace", Breakages.LongBeforeItsTime.class),
    A_STATUS_COUNTS_WHATEVER_ITS_GENERATION(
            "R8", "handler.LinkStatusHandler", "observe", Breakages.OfWhicheverGeneration.class),
    WHAT_WAS_CREATED_FOR_AN_EARLIER_SPEC_IS_USED("R8", "outcome.CompanyOutcomes", "wants", Breakages.Yes.class),
    A_DECISION_NEVER_AGES("R9", "step.CompanyOrder", "outdated", Breakages.No.class),
    A_RENAMED_COMPANY_IS_DELETED("R9", "outcome.CompanyOrderOutcomes", "notToBeDeleted", Breakages.NoWords.class),
    A_COMPANY_IS_DELETED_UNCOUNTED("R9", "work.OrderProgress", "counted", Breakages.Yes.class),
    A_COMPANY_IS_CHANGED_UNSEEN("R9", "work.OrderProgress", "looked", Breakages.Yes.class),
    A_COMPANY_OF_ANOTHER_NAME_IS_RENAMED(
            "R9", "outcome.CompanyOrderOutcomes", "notToBeRenamed", Breakages.NoWords.class),
    A_PACKAGE_IS_DELETED_WITHOUT_BEING_ASKED("R9", "work.LinkSpec", "deletePackage", Breakages.Yes.class),
    READY_IS_NOT_READ_BACK("R10", "work.LinkState", "verified", Breakages.Yes.class),
    A_READING_DURING_AN_UNKNOWN_OUTCOME_IS_FINAL("R10", "work.LinkState", "settledReading", Breakages.Yes.class),
    AN_INSTALLATION_LINK_STAYS_BEHIND("R10", "emission.EmissionLog", "publishedLink", Breakages.NoLink.class),
    NOTHING_IS_PROVABLY_OURS("R11", "outcome.Adoption", "isCreatedByUnknownAttempt", Breakages.No.class),
    A_RESET_IS_REPORTED_WHILE_A_CALL_IS_UNDER_WAY(
            "R13", "schedule.TenantErasures", "settledAt", Breakages.NoObjection.class),
    A_RESET_IS_REPORTED_BEFORE_ALL_LINKS_ARE_READ("R13", "tenant.TenantErasure", "hasReadLinks", Breakages.Yes.class),
    A_COMPANY_HAS_TWO_SITES("one to one", "handler.LinkRules", "companyFree", Breakages.NoObjection.class),
    A_COMPANY_BEING_CREATED_IS_GIVEN_AWAY(
            "one to one", "handler.LinkRules", "companyNotPending", Breakages.NoObjection.class);

    final String rule;
    final @Nullable Flaw flaw;
    final @Nullable String type;
    final @Nullable String method;
    final @Nullable Class<?> breakage;

    Mutant(String rule, Flaw flaw) {
        this.rule = rule;
        this.flaw = flaw;
        this.type = null;
        this.method = null;
        this.breakage = null;
    }

    Mutant(String rule, String type, String method, Class<?> breakage) {
        this.rule = rule;
        this.flaw = null;
        this.type = type;
        this.method = method;
        this.breakage = breakage;
    }

    /** The rule as a sentence, and where it was broken. */
    String words() {
        var sentence = name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return "%s (%s)".formatted(sentence, flaw == null ? type + "." + method : "shell");
    }
}
