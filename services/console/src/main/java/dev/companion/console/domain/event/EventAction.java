package dev.companion.console.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * One action that can be taken on an event, in words for people.
 *
 * @param action such as RECREATE
 * @param label the text of a button: the effect, not the name
 * @param effect its effect, in a sentence or two
 * @param needsName whether it needs a name: of a new company, or typed to confirm
 * @param proposedName the name that is proposed, and used if none is given; null if there is none
 * @param destructive whether its effect cannot be undone
 */
public record EventAction(
        String action,
        String label,
        String effect,
        boolean needsName,
        @Nullable String proposedName,
        boolean destructive) {

    private static final String DELETE = "DELETE";

    /** Whether it accepts a name. */
    public boolean takesName() {
        return needsName || proposedName != null || action.equals("CREATE") || action.equals("RECREATE");
    }

    /** Whether the name is typed to confirm, so it is not proposed. */
    public boolean confirms() {
        return action.equals(DELETE);
    }

    /** Whether it can be taken on many events at once: it destroys nothing and needs no input for each event. */
    public boolean allowsMany() {
        return !needsName && !confirms() && !destructive;
    }
}
