package dev.companion.console.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * One action that can be taken on an event, in words.
 *
 * @param action such as RECREATE
 * @param label what a button says: the effect, not the name
 * @param effect what follows from it, in a sentence or two
 * @param needsName whether a name has to be given with it: of a new company, or typed to confirm
 * @param proposedName the name that is used where none is given, or is proposed; null if there is none
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
