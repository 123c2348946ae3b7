package dev.companion.resolver.domain;

/**
 * An action that people would look for and that cannot work now.
 *
 * @param because in a sentence for people
 */
public record Unavailable(Action action, String because) {}
