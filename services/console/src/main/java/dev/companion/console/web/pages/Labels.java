package dev.companion.console.web.pages;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The texts that the pages show for states, types and actions; in one place, so that each has one name. */
public final class Labels {

    /** Name of a state of a site. */
    public String state(SiteState state) {
        return switch (state) {
            case UNLINKED -> "Not linked";
            case SUGGESTED -> "Suggested";
            case LINKING -> "Linking";
            case READY -> "Ready";
            case ATTENTION -> "Needs attention";
            case UNLINKING -> "Unlinking";
            case OUT_OF_SCOPE -> "Out of scope";
        };
    }

    /** A constant in the form that style sheets use, such as out-of-scope. */
    public String style(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String condition(Condition.Type type) {
        return switch (type) {
            case COMPANY_READY -> "Company";
            case PACKAGE_READY -> "Installation package";
            case LINK_READY -> "Package link";
            case VERIFIED -> "Site variable";
            case COMPANY_ORDER -> "Decision about the company";
            case UNKNOWN -> "Unknown";
        };
    }

    /** The reason of a condition, in a word or two. */
    public String reason(Condition.Reason reason) {
        return switch (reason) {
            case ADD_ON_LEFT_OUT -> "Add-on left out";
            case DRIFTED -> "Changed outside Companion";
            case DECISION_OUTDATED -> "Decision outdated";
            default -> title(reason.name());
        };
    }

    /** The style of a condition; a warning holds, but not with everything that was requested. */
    public String style(Condition condition) {
        return condition.isWarning() ? "warn" : style(condition.status());
    }

    /** Text of a button for a decision about a company. */
    public String decide(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> "Suspend";
            case ACTIVATE -> "Activate";
            case MOVE -> "Move";
            case DELETE -> "Delete";
            case RENAME -> "Rename";
            case COUNT -> "Count machines";
            case UNKNOWN -> "Unknown";
        };
    }

    /** Name of the decision about the company of a link. */
    public String decided(@Nullable CompanyAction action) {
        return action == null || action == CompanyAction.UNKNOWN
                ? condition(Condition.Type.COMPANY_ORDER)
                : action == CompanyAction.COUNT
                        ? "Count of machines"
                        : "Decision: %s the company".formatted(decide(action).toLowerCase(Locale.ROOT));
    }

    public String eventState(Event.State state) {
        return switch (state) {
            case OPEN -> "Open";
            case RESOLVING -> "Resolving";
            case SNOOZED -> "Snoozed";
            case CLOSED -> "Closed";
            case UNKNOWN -> "Unknown";
        };
    }

    /** DESTINATION_MOVED as "Destination moved". */
    public String title(String constant) {
        var text = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** An action as the verb on its button. */
    public String action(String action) {
        return switch (action) {
            case "CREATE" -> "Create company";
            case "MOVE" -> "Move company back";
            case "RECREATE" -> "Recreate company";
            case "ASSOCIATE" -> "Repair link";
            case "DELETE" -> "Delete company";
            case "KEEP" -> "Keep company";
            case "IGNORE" -> "Snooze";
            case "RETRY" -> "Retry";
            case "APPROVE" -> "Approve deletions";
            case "REJECT" -> "Reject deletions";
            case "UNLINK" -> "Unlink site";
            case "RENAME" -> "Rename company";
            case "ALIAS" -> "Keep company name";
            case "ACTIVATE" -> "Activate company";
            case "ASSIGN" -> "Assign";
            case "RECHECK" -> "Recheck now";
            default -> title(action);
        };
    }

    /** Name of a level of a policy. */
    public String level(PolicyLevel level) {
        return level.title();
    }

    /** Effect of the level of a type. */
    public String effect(DiscrepancyType type, PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "It is listed under Events as record only.";
            case SUGGEST -> "It waits under Events for a decision.";
            case ACT -> acting(type);
            case UNKNOWN -> "Not known to this version.";
        };
    }

    private static String acting(DiscrepancyType type) {
        return switch (type) {
            case ASSOCIATION_MISSING, PACKAGE_MISSING, PACKAGE_LINK_CHANGED ->
                "Site variable and installation package of a ready link are repaired and verified.";
            case DESTINATION_DELETED -> "A new company of the same name is created, and the site is linked to it.";
            case SOURCE_DELETED -> "The site is unlinked. The company stays in GravityZone with everything in it.";
            case SITE_RENAMED -> "The company gets the new name of the site.";
            case SITE_OUT_OF_SCOPE -> "The site is unlinked. The company stays in GravityZone with everything in it.";
            default -> "No automatic action.";
        };
    }

    /** When an event of a type opens; follows its name. */
    public String when(DiscrepancyType type) {
        return switch (type) {
            case DESTINATION_CREATION -> "its name is used in another GravityZone tenant";
            case DESTINATION_MOVED -> "the company of a link was moved in GravityZone";
            case DESTINATION_DELETED -> "the company of a link no longer exists in GravityZone";
            case ASSOCIATION_MISSING -> "the variable of a linked site was changed or deleted";
            case SOURCE_DELETED -> "a linked site no longer exists in Datto RMM";
            case SITE_RENAMED -> "a linked site has another name than its company";
            case SITE_OUT_OF_SCOPE -> "a linked site is no longer Managed";
            case PACKAGE_MISSING -> "an installation package was deleted or renamed";
            case PACKAGE_LINK_CHANGED -> "GravityZone gave a package another link";
            case COMPANY_SUSPENDED -> "the company of a link was suspended outside Companion";
            case NAME_NOT_UNIQUE -> "a company of that name already exists";
            case MASS_DELETION_SUSPECTED -> "more rows of a list are missing than the deletion limit allows";
            case CREDENTIALS_FAILING -> "a vendor rejects the key, or a permission is missing";
            case QUOTA_EXHAUSTED -> "the rate limit of a vendor stays exhausted";
            case OUTCOME_UNKNOWN -> "a call may or may not have taken effect";
            case UNKNOWN -> "";
        };
    }

    /** Name of a level for suggestions. */
    public String suggestionLevel(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "Suggest nothing";
            case SUGGEST -> "Suggest";
            case ACT -> "Link exact matches";
            case UNKNOWN -> "Unknown";
        };
    }

    /** Effect of a level for suggestions. */
    public String suggesting(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "No company is suggested for a site.";
            case SUGGEST -> "A matching company is shown with the site and waits until a person accepts it.";
            case ACT ->
                "A site is linked automatically if exactly one company has exactly its name, and no other site has"
                        + " it. Everything else waits.";
            case UNKNOWN -> "Not known to this version.";
        };
    }

    public String vendor(String api) {
        return switch (api) {
            case "DATTO_RMM" -> "Datto RMM";
            case "GRAVITYZONE" -> "GravityZone";
            default -> title(api);
        };
    }

    public String health(String state) {
        return switch (state) {
            case "OK" -> "responds";
            case "THROTTLED" -> "rate limit exhausted";
            case "FAILING" -> "does not respond";
            case "CREDENTIALS_REJECTED" -> "rejects the key";
            case "PERMISSION_MISSING" -> "misses a permission on the key";
            default -> "not contacted yet";
        };
    }

    /** The vendor whose list it is. */
    public String source(ObservedKind kind) {
        return vendor(kind == ObservedKind.COMPANIES ? "GRAVITYZONE" : "DATTO_RMM");
    }

    /** Effect of approving held deletions. */
    public String approving(ObservedKind kind) {
        return switch (kind) {
            case SITES ->
                "They count as deleted here. Each linked site becomes an event in which you decide about its"
                        + " company. Nothing is deleted in GravityZone.";
            case USERS -> "They are removed from the list of users here. Nothing is changed in Datto RMM.";
            case COMPANIES ->
                "They count as deleted here. Each linked company becomes an event in which you decide about its"
                        + " site. Nothing is changed in Datto RMM.";
            case UNKNOWN -> "";
        };
    }

    /** Effect of rejecting held deletions. */
    public String keeping(ObservedKind kind) {
        return "They stay here as they are, with everything that depends on them. You are not asked about exactly these %s again."
                .formatted(DeletionHold.noun(kind, 2));
    }

    /** Whether a user can sign in, as reported by Datto RMM. */
    public String userState(@Nullable Boolean enabled) {
        return enabled == null ? "Unknown" : enabled ? "Enabled" : "Disabled";
    }

    /** Noun for the rows that a sweep of a vendor counts. */
    public String swept(String api, int count) {
        return DeletionHold.noun(api.equals("GRAVITYZONE") ? ObservedKind.COMPANIES : ObservedKind.SITES, count);
    }
}
