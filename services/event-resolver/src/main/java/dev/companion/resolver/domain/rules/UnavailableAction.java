package dev.companion.resolver.domain.rules;

import dev.companion.vocabulary.ResolutionAction;

/**
 * An action that people may look for and that cannot work now.
 *
 * @param because in a sentence for people
 */
public record UnavailableAction(ResolutionAction action, String because) {}
