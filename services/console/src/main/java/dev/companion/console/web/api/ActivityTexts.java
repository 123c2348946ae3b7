package dev.companion.console.web.api;

import java.util.Locale;

/** Changes and decisions in words, in the past tense. */
public final class ActivityTexts {

    private ActivityTexts() {}

    /** @param action as the audit trail or provisioning.changes names it */
    public static String of(String action) {
        return switch (action) {
            case "COMPANY_CREATED" -> "Company created";
            case "COMPANY_ADOPTED" -> "Company found and adopted";
            case "COMPANY_CHOSEN" -> "Chosen company checked";
            case "PACKAGE_CREATED" -> "Installation package created";
            case "PACKAGE_ADOPTED" -> "Installation package found and adopted";
            case "VARIABLE_WRITTEN" -> "Site variable written";
            case "LINK_READY" -> "Link ready: everything verified";
            case "LINK_STALLED" -> "Link blocked";
            case "LINK_REMOVED" -> "Unlinked";
            case "PACKAGE_UPDATED" -> "Installation package updated";
            case "PACKAGE_DELETED" -> "Installation package deleted as requested";
            case "PACKAGE_MISSING" -> "Installation package missing";
            case "PACKAGE_RENAMED" -> "Installation package renamed outside Companion";
            case "PACKAGE_DUPLICATED" -> "Several packages of the same name; the oldest is used";
            case "PACKAGE_LINK_CHANGED" -> "GravityZone gave the package another link";
            case "ADD_ON_LEFT_OUT" -> "Add-on left out: not in the licence";
            case "VARIABLE_CHANGED" -> "Site variable changed outside Companion";
            case "VARIABLE_MISSING" -> "Site variable deleted outside Companion";
            case "VARIABLE_DELETED" -> "Site variable deleted as requested";
            case "COMPANY_SUSPENDED" -> "Company suspended as decided";
            case "COMPANY_ACTIVATED" -> "Company activated as decided";
            case "COMPANY_MOVED" -> "Company moved as decided";
            case "COMPANY_RENAMED" -> "Company renamed as decided";
            case "COMPANY_DELETED" -> "Company deleted as decided";
            case "ORDER_REFUSED" -> "Decision about the company not applied";
            default -> decision(action);
        };
    }

    /** A decision is a request: what comes of it stands in a line of its own. */
    private static String decision(String action) {
        return switch (action) {
            case "save gravityzone settings" -> "GravityZone connection saved";
            case "save datto rmm settings" -> "Datto RMM connection saved";
            case "save default package" -> "Default package saved";
            case "save observation settings" -> "Synchronisation settings saved";
            case "save policies" -> "Automation saved";
            case "request sweep" -> "Check requested";
            case "look for earlier links" -> "Search for earlier links requested";
            case "pause work" -> "Work paused";
            case "resume work" -> "Work resumed";
            case "switch healing on" -> "Automatic repair switched on";
            case "switch healing off" -> "Automatic repair switched off";
            case "approve held deletions" -> "Deletions approved";
            case "reject held deletions" -> "Deletions rejected";
            case "link site" -> "Link requested";
            case "unlink site" -> "Unlinking requested";
            case "retry link" -> "Retry requested";
            case "apply default package" -> "Default package to be applied";
            case "cancel task" -> "Task cancelled";
            case "suspend company" -> "Suspending the company requested";
            case "activate company" -> "Activating the company requested";
            case "move company" -> "Moving the company requested";
            case "delete company" -> "Deleting the company requested";
            case "rename company" -> "Renaming the company requested";
            case "note site name" -> "Site name noted";
            case "dismiss suggestion" -> "Match dismissed";
            case "forget link" -> "Unlinked";
            case "resolve event" -> "Event resolved";
            case "snooze event" -> "Event snoozed";
            case "assign event" -> "Event assigned";
            case "recheck event" -> "Recheck requested";
            case "disconnect gravityzone" -> "GravityZone disconnected";
            case "disconnect datto rmm" -> "Datto RMM disconnected";
            case "request reset" -> "Reset requested";
            case "reset tenant" -> "Account reset";
            case "seal credentials with another key" -> "Credentials sealed with another key";
            case "sign in" -> "Signed in";
            case "show installation link" -> "Installation link shown";
            case "refuse sign-in" -> "Sign-in refused";
            case "refuse change" -> "Change refused";
            case "refuse credential test" -> "Test of credentials refused";
            default -> sentence(action);
        };
    }

    /** SITE_LINKED and "site linked" as "Site linked". */
    private static String sentence(String action) {
        var text = action.toLowerCase(Locale.ROOT).replace('_', ' ');
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
