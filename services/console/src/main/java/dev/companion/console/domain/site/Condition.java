package dev.companion.console.domain.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition for a link to be ready.
 *
 * @param message a sentence for people that says what to do; null if the reason is enough
 * @param since when status and reason last changed
 */
public record Condition(
        Type type, Status status, Reason reason, @Nullable String message, Instant since) {

    public enum Type {
        UNKNOWN,
        COMPANY_READY,
        PACKAGE_READY,
        LINK_READY,
        VERIFIED,
        /** A decision about the company; present only if there is one. */
        COMPANY_ORDER
    }

    public enum Status {
        UNKNOWN,
        TRUE,
        FALSE
    }

    /** Why a condition has its status, with the sentence that is shown if the provisioner gave none. */
    public enum Reason {
        UNKNOWN("Not known yet."),
        PENDING("Waiting."),
        IN_PROGRESS("A call to the vendor is in progress."),
        HOLDS("Verified."),
        WAITING_FOR_QUOTA("The vendor's rate limit is exhausted. The work continues automatically."),
        WAITING_FOR_VENDOR("GravityZone is building the installation package. The work continues automatically."),
        VENDOR_UNAVAILABLE("The vendor does not respond. The call is retried automatically."),
        CREDENTIALS_REJECTED("The API key is rejected. Enter a valid key under Settings."),
        PERMISSION_MISSING(
                "The API key lacks a permission. Add it to the key at the vendor; the work then continues automatically."),
        NAME_TAKEN_ELSEWHERE(
                "The company name is used in another GravityZone tenant. Choose another name under Events."),
        NAME_EXISTS_HERE(
                "A company of that name already exists. Unlink the site, then choose that company or use another name."),
        NAME_INVALID("GravityZone does not accept the company name. Unlink the site and use another name."),
        COMPANY_MISSING("The company no longer exists or is not visible to the API key. Resolve it under Events."),
        COMPANY_NOT_USABLE("The company is suspended, is not a customer company, or is not managed by the partner."),
        SITE_MISSING("The site no longer exists in Datto RMM."),
        OUTCOME_UNKNOWN("A call may or may not have taken effect. Checking before anything else is done."),
        REFUSED_BY_VENDOR("The vendor refused a value."),
        REMOVED("Unlinked as requested."),
        PAUSED("Work for this tenant is paused."),
        ADD_ON_LEFT_OUT("The package lacks an add-on that the company's licence does not include."),
        DRIFTED("This was changed outside Companion, and automatic repair is off under Settings."),
        DECISION_OUTDATED("The facts have changed since the decision. Review them and decide again."),
        COMPANY_UNREACHABLE(
                "GravityZone no longer shows the company: it was deleted, or moved where the API key cannot see"
                        + " it. Resolve it under Events.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether work continues automatically, so no action is needed. */
    public boolean continuesAutomatically() {
        return switch (reason) {
            case UNKNOWN,
                    PENDING,
                    IN_PROGRESS,
                    HOLDS,
                    WAITING_FOR_QUOTA,
                    WAITING_FOR_VENDOR,
                    VENDOR_UNAVAILABLE,
                    OUTCOME_UNKNOWN,
                    PAUSED -> true;
            case CREDENTIALS_REJECTED,
                    PERMISSION_MISSING,
                    NAME_TAKEN_ELSEWHERE,
                    NAME_EXISTS_HERE,
                    NAME_INVALID,
                    COMPANY_MISSING,
                    COMPANY_NOT_USABLE,
                    SITE_MISSING,
                    REFUSED_BY_VENDOR,
                    REMOVED,
                    ADD_ON_LEFT_OUT,
                    DRIFTED,
                    DECISION_OUTDATED,
                    COMPANY_UNREACHABLE -> false;
        };
    }

    /** Whether a call was made for it: it holds, or waits for something other than its turn. */
    public boolean isStarted() {
        return reason != Reason.PENDING && reason != Reason.PAUSED && reason != Reason.WAITING_FOR_QUOTA;
    }

    /** Whether it holds, but not with everything that was requested. */
    public boolean isWarning() {
        return status == Status.TRUE && reason == Reason.ADD_ON_LEFT_OUT;
    }

    /** The meaning of the status for people; follows the name of the condition. */
    public String verdict() {
        if (status != Status.TRUE) {
            return words();
        }
        return switch (type) {
            case COMPANY_READY -> "exists and can be used";
            case PACKAGE_READY -> isWarning() ? "exists in the company. " + words() : "exists in the company";
            case LINK_READY -> "is built and has an address";
            case VERIFIED -> "was read back and holds exactly that address";
            case COMPANY_ORDER -> "was carried out and read back";
            case UNKNOWN -> words();
        };
    }

    /** The sentence for people: the provisioner's own, or else that of the reason. */
    public String words() {
        return message == null || message.isBlank() ? reason.words() : message;
    }
}
