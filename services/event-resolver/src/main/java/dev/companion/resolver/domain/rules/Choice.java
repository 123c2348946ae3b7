package dev.companion.resolver.domain.rules;

import dev.companion.vocabulary.ResolutionAction;
import org.jspecify.annotations.Nullable;

/**
 * One action that can be taken now, described for people.
 *
 * @param label text of the button: what happens, not the name of the action
 * @param effect what the action does
 * @param needsName whether a name must come with the action: of a new company, or typed to confirm
 * @param proposedName used if no name comes with the action; null if the action takes none
 * @param destructive whether the action deletes something that cannot be restored
 */
public record Choice(
        ResolutionAction action,
        String label,
        String effect,
        boolean needsName,
        @Nullable String proposedName,
        boolean destructive) {

    static Choice of(ResolutionAction action, String label, String effect) {
        return new Choice(action, label, effect, false, null, false);
    }

    static Choice withName(ResolutionAction action, String label, String effect, @Nullable String proposed) {
        return new Choice(action, label, effect, proposed == null, proposed, false);
    }
}
