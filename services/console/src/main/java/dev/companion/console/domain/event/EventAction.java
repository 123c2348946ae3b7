package dev.companion.console.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * One action that can be taken on an event, in words.
 *
 * @param action such as RECREATE
 * @param label what a button says: the effect, not the name
 * @param effect what follows from it, in a sentence or two
 * @param needsName whether a name has to be given with it: of a new company, or typed to confirm
 * @param proposedName the name that is used where none is given, or is proposed; null where there is none
 * @param destructive whether it takes away what nobody can bring back
 */
public record EventAction(
        String action,
        String label,
        String effect,
        boolean needsName,
        @Nullable String proposedName,
        boolean destructive) {

    private static final String DELETE = "DELETE";

    /** In the words of this version, for an event that was written by one that had none. */
    public static EventAction of(String action) {
        var label =
                switch (action) {
                    case "CREATE" -> "Create the company under another name";
                    case "MOVE" -> "Move the company back";
                    case "RECREATE" -> "Create the company again";
                    case "ASSOCIATE" -> "Make the link whole again";
                    case DELETE -> "Delete the company and drop the link";
                    case "KEEP" -> "Keep the company";
                    case "IGNORE" -> "Snooze";
                    case "RETRY" -> "Try once more";
                    case "APPROVE" -> "Let exactly this happen";
                    case "REJECT" -> "Do not let it happen";
                    case "UNLINK" -> "Unlink the site, keep the company";
                    case "RENAME" -> "Give the company the site's name";
                    case "ALIAS" -> "Keep the company's name, remember the site's former one";
                    case "ACTIVATE" -> "Activate the company";
                    case "ASSIGN" -> "Say who looks after it";
                    case "RECHECK" -> "Read both sides again now";
                    default -> "Something new";
                };
        return new EventAction(
                action,
                label,
                effectOf(action),
                action.equals("CREATE") || action.equals(DELETE),
                null,
                action.equals(DELETE));
    }

    private static String effectOf(String action) {
        return switch (action) {
            case "CREATE" ->
                "A new company is created in GravityZone with the name you give, and the site is linked to it.";
            case "MOVE" -> "The company is moved back below your own company in GravityZone. The link stays.";
            case "RECREATE" ->
                "A new company is created and the site is linked to it. Agents of the former company do not come back.";
            case "ASSOCIATE" -> "What is missing, package or site variable, is made again and read back.";
            case DELETE ->
                "The company is deleted in GravityZone with everything in it, and the link is dropped. This cannot be undone.";
            case "KEEP" -> "The company stays in GravityZone as it is.";
            case "IGNORE" ->
                "Nothing is changed. The event rests until the moment you give, or until the facts change.";
            case "RETRY" -> "The step that stands still is tried again, after looking whether it took effect before.";
            case "APPROVE" -> "Exactly the deletions that this event lists are taken over.";
            case "REJECT" -> "The deletions are not taken over. What is known stays as it was.";
            case "UNLINK" ->
                "The site variable is removed. The company stays in GravityZone as it is, with its agents.";
            case "RENAME" -> "The company is renamed in GravityZone. Everything in it stays.";
            case "ALIAS" -> "Nothing is changed in GravityZone. The former name counts for later suggestions.";
            case "ACTIVATE" -> "Its users can sign in to GravityZone again, and its agents work again.";
            default -> "";
        };
    }

    /** Whether a name can come with it. */
    public boolean takesName() {
        return needsName || proposedName != null || action.equals("CREATE") || action.equals("RECREATE");
    }

    /** Whether the name is typed to confirm, so that it is proposed by nobody. */
    public boolean confirms() {
        return action.equals(DELETE);
    }

    /** Whether it can be taken on many events at once: nothing is lost by it, and nothing is said with each. */
    public boolean forMany() {
        return !needsName && !confirms() && !destructive;
    }
}
