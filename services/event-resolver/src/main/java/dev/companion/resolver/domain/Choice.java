package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/**
 * One action that can be taken now, in words.
 *
 * @param label what a button says: the effect, not the name
 * @param effect what follows from it, for people
 * @param needsName whether a name has to come with it: of a new company, or typed to confirm
 * @param proposedName used where none comes, or proposed; null where the action takes none
 * @param destructive whether it takes away what nobody can bring back
 */
public record Choice(
        Action action,
        String label,
        String effect,
        boolean needsName,
        @Nullable String proposedName,
        boolean destructive) {

    static Choice of(Action action, String label, String effect) {
        return new Choice(action, label, effect, false, null, false);
    }

    static Choice withName(Action action, String label, String effect, @Nullable String proposed) {
        return new Choice(action, label, effect, proposed == null, proposed, false);
    }
}
