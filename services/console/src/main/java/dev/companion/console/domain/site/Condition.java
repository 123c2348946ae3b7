package dev.companion.console.domain.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold for a link to be ready.
 *
 * @param message a sentence for people with what to do; null if the reason says it all
 * @param since since when status and reason are as they are
 */
public record Condition(
        Type type, Status status, Reason reason, @Nullable String message, Instant since) {

    public enum Type {
        UNKNOWN,
        COMPANY_READY,
        PACKAGE_READY,
        LINK_READY,
        VERIFIED,
        /** What a person decided about the company; only there while something was decided. */
        COMPANY_ORDER
    }

    public enum Status {
        UNKNOWN,
        TRUE,
        FALSE
    }

    /** Why a condition is as it is, with the sentence that is shown where the provisioner gave none. */
    public enum Reason {
        UNKNOWN("Not known yet."),
        PENDING("Its turn has not come yet."),
        IN_PROGRESS("A call to the vendor is under way."),
        HOLDS("Seen to hold."),
        WAITING_FOR_QUOTA("The vendor's rate limit is used up; it goes on by itself."),
        WAITING_FOR_VENDOR("GravityZone is building the installation package; it goes on by itself."),
        VENDOR_UNAVAILABLE("The vendor does not answer; it is tried again by itself."),
        CREDENTIALS_REJECTED("The key is rejected. Enter a working key under Settings."),
        PERMISSION_MISSING("The key lacks a right. Add it to the key at the vendor; it goes on by itself."),
        NAME_TAKEN_ELSEWHERE(
                "The company's name is used in another GravityZone tenant. Choose another name under Events."),
        NAME_EXISTS_HERE(
                "A company of that name exists already. Unlink the site and choose that company, or use another name."),
        NAME_INVALID("GravityZone does not accept the name. Unlink the site and use another name."),
        COMPANY_MISSING("The company no longer exists or cannot be seen. Settle it under Events."),
        COMPANY_NOT_USABLE("The company is suspended, is not a customer, or is closed to the partner."),
        SITE_MISSING("The site no longer exists in Datto RMM."),
        OUTCOME_UNKNOWN("A call may or may not have taken effect; it is being found out before anything else is done."),
        REFUSED_BY_VENDOR("The vendor refused a value."),
        REMOVED("Taken apart as asked."),
        PAUSED("Work for this tenant rests."),
        ADD_ON_LEFT_OUT("The package lacks an add-on that the company's licence does not cover."),
        DRIFTED("Somebody changed this, and putting it right by itself is switched off under Settings."),
        DECISION_OUTDATED("The facts are no longer those that were decided on. Look again and decide anew."),
        COMPANY_UNREACHABLE(
                "GravityZone no longer shows the company: it was deleted, or moved where the key does not see it."
                        + " Settle it under Events.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether it goes on by itself, so that nobody needs to do anything. */
    public boolean goesOn() {
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

    /** Whether a call was made for it: it waits for more than its turn, or holds. */
    public boolean isBegun() {
        return reason != Reason.PENDING && reason != Reason.PAUSED && reason != Reason.WAITING_FOR_QUOTA;
    }

    /** Whether it holds, but not in all that was wished for. */
    public boolean isWarning() {
        return status == Status.TRUE && reason == Reason.ADD_ON_LEFT_OUT;
    }

    /** What it means that the condition holds or does not, to follow its name. */
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

    /** What to tell a person: the provisioner's own sentence, or else the one of the reason. */
    public String words() {
        return message == null || message.isBlank() ? reason.words() : message;
    }
}
