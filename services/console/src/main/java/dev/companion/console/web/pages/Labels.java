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

/** What the pages call things. One place, so that a thing has one name everywhere. */
public final class Labels {

    /** What a state of a site is called. */
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

    /** A name in the form that style sheets use: out-of-scope. */
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
            case UNKNOWN -> "Something new";
        };
    }

    /** Why a condition is as it is, in a word or two. */
    public String reason(Condition.Reason reason) {
        return switch (reason) {
            case ADD_ON_LEFT_OUT -> "Add-on left out";
            case DRIFTED -> "Changed by somebody";
            case DECISION_OUTDATED -> "Decision outdated";
            default -> title(reason.name());
        };
    }

    /** The colour of a condition: a warning holds, but not in all that was wished for. */
    public String style(Condition condition) {
        return condition.isWarning() ? "warn" : style(condition.status());
    }

    /** What a button says that lets a person decide about a company. */
    public String decide(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> "Suspend";
            case ACTIVATE -> "Activate";
            case MOVE -> "Move";
            case DELETE -> "Delete";
            case RENAME -> "Rename";
            case UNKNOWN -> "Something new";
        };
    }

    /** What was decided about the company of a link. */
    public String decided(@Nullable CompanyAction action) {
        return action == null || action == CompanyAction.UNKNOWN
                ? condition(Condition.Type.COMPANY_ORDER)
                : "Decision: %s the company".formatted(decide(action).toLowerCase(Locale.ROOT));
    }

    public String eventState(Event.State state) {
        return switch (state) {
            case OPEN -> "Open";
            case RESOLVING -> "Being settled";
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

    /** What a level of a policy is called. */
    public String level(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "Only record it";
            case SUGGEST -> "Ask somebody";
            case ACT -> "Do it by itself";
            case UNKNOWN -> "Something new";
        };
    }

    /** What follows from the level of a type, for people who choose it. */
    public String effect(DiscrepancyType type, PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "It is listed under Events as only recorded, and nobody is asked.";
            case SUGGEST -> "It waits under Events until somebody decides.";
            case ACT -> acting(type);
            case UNKNOWN -> "Not known here.";
        };
    }

    private static String acting(DiscrepancyType type) {
        return switch (type) {
            case ASSOCIATION_MISSING, PACKAGE_MISSING, PACKAGE_LINK_CHANGED ->
                "Site variable and installation package behind a ready link are put right, and read back.";
            case DESTINATION_DELETED -> "A new company of the same name is created, and the site is linked to it.";
            case SOURCE_DELETED -> "The link is dropped. The company stays in GravityZone with all that is in it.";
            case SITE_RENAMED -> "The company gets the new name of the site.";
            case SITE_OUT_OF_SCOPE -> "The site is unlinked. The company stays in GravityZone with all that is in it.";
            default -> "Nothing is done by itself about this.";
        };
    }

    /** When an event of a type opens, to follow its name. */
    public String when(DiscrepancyType type) {
        return switch (type) {
            case DESTINATION_CREATION -> "its name is used in another GravityZone tenant";
            case DESTINATION_MOVED -> "the company of a link is in another place in GravityZone";
            case DESTINATION_DELETED -> "the company of a link is gone from GravityZone";
            case ASSOCIATION_MISSING -> "somebody edited or deleted the variable of a linked site";
            case SOURCE_DELETED -> "a linked site is gone from Datto RMM";
            case SITE_RENAMED -> "a linked site has another name than its company";
            case SITE_OUT_OF_SCOPE -> "a linked site is no longer Managed";
            case PACKAGE_MISSING -> "somebody deleted or renamed an installation package";
            case PACKAGE_LINK_CHANGED -> "GravityZone gave a package another link";
            case COMPANY_SUSPENDED -> "the company of a link is suspended, and not from here";
            case NAME_NOT_UNIQUE -> "a company of the name exists already";
            case MASS_DELETION_SUSPECTED -> "more rows of a list are gone than are believable";
            case CREDENTIALS_FAILING -> "a vendor rejects the key, or a right is missing";
            case QUOTA_EXHAUSTED -> "a vendor asks for a pause again and again";
            case OUTCOME_UNKNOWN -> "a call may or may not have taken effect";
            case UNKNOWN -> "";
        };
    }

    /** What a level is called for linking sites to companies. */
    public String suggestionLevel(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "Suggest nothing";
            case SUGGEST -> "Suggest it";
            case ACT -> "Link exact ones";
            case UNKNOWN -> "Something new";
        };
    }

    /** What follows from how far rules may go in linking sites to companies. */
    public String suggesting(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> "No company is suggested for a site.";
            case SUGGEST -> "A company that fits is shown with the site, and waits until somebody accepts it.";
            case ACT ->
                "A site is linked by itself where exactly one company has exactly its name, and no other site has it."
                        + " Everything else waits.";
            case UNKNOWN -> "Not known here.";
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
            case "OK" -> "answers";
            case "THROTTLED" -> "asked for a pause";
            case "FAILING" -> "does not answer";
            case "CREDENTIALS_REJECTED" -> "rejects the key";
            case "PERMISSION_MISSING" -> "lacks a right on the key";
            default -> "was not asked yet";
        };
    }

    /** What provisioning or a person did, in the past tense. */
    public String done(String action) {
        return switch (action) {
            case "COMPANY_CREATED" -> "Company created";
            case "COMPANY_ADOPTED" -> "Company found again and taken over";
            case "COMPANY_CHOSEN" -> "Chosen company checked";
            case "PACKAGE_CREATED" -> "Installation package created";
            case "PACKAGE_ADOPTED" -> "Installation package found again and taken over";
            case "VARIABLE_WRITTEN" -> "Site variable written";
            case "LINK_READY" -> "Link ready: everything was read back";
            case "LINK_STALLED" -> "Link stands still";
            case "LINK_REMOVED" -> "Link taken apart";
            case "PACKAGE_UPDATED" -> "Installation package brought to the wanted content";
            case "PACKAGE_DELETED" -> "Installation package deleted as asked";
            case "PACKAGE_MISSING" -> "Installation package was gone";
            case "PACKAGE_RENAMED" -> "Somebody renamed the installation package";
            case "PACKAGE_DUPLICATED" -> "More than one package of our name; the oldest is used";
            case "PACKAGE_LINK_CHANGED" -> "GravityZone gave the package another link";
            case "ADD_ON_LEFT_OUT" -> "Add-on left out, since the licence does not cover it";
            case "VARIABLE_CHANGED" -> "Somebody changed the site variable";
            case "VARIABLE_MISSING" -> "Somebody deleted the site variable";
            case "VARIABLE_DELETED" -> "Site variable deleted as asked";
            case "COMPANY_SUSPENDED" -> "Company suspended as decided";
            case "COMPANY_ACTIVATED" -> "Company activated as decided";
            case "COMPANY_MOVED" -> "Company moved as decided";
            case "COMPANY_RENAMED" -> "Company renamed as decided";
            case "COMPANY_DELETED" -> "Company deleted as decided";
            case "ORDER_REFUSED" -> "Decision about the company not carried out";
            default -> action.equals(action.toUpperCase(Locale.ROOT)) ? title(action) : title(action.replace(' ', '_'));
        };
    }

    /** The vendor whose list it is. */
    public String source(ObservedKind kind) {
        return vendor(kind == ObservedKind.COMPANIES ? "GRAVITYZONE" : "DATTO_RMM");
    }

    /** What follows when held deletions are approved. */
    public String approving(ObservedKind kind) {
        return switch (kind) {
            case SITES ->
                "They are taken for deleted here, and each that is linked becomes an event where you decide about its"
                        + " company. Nothing is deleted in GravityZone.";
            case USERS -> "They leave the list of users here. Nothing is changed in Datto RMM.";
            case COMPANIES ->
                "They are taken for deleted here, and each that is linked becomes an event where you decide about its"
                        + " site. Nothing is changed in Datto RMM.";
            case UNKNOWN -> "";
        };
    }

    /** What follows when held deletions are rejected. */
    public String keeping(ObservedKind kind) {
        return "They stay here as they are, with all that depends on them, and you are not asked about exactly these %s again."
                .formatted(DeletionHold.noun(kind, 2));
    }

    /** Whether a user can sign in, as far as the platform tells. */
    public String userState(@Nullable Boolean enabled) {
        return enabled == null ? "Not told" : enabled ? "Enabled" : "Disabled";
    }

    /** What the sweep of a vendor counts, so many of them. */
    public String swept(String api, int count) {
        return DeletionHold.noun(api.equals("GRAVITYZONE") ? ObservedKind.COMPANIES : ObservedKind.SITES, count);
    }
}
