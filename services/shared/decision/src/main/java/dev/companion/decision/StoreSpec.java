package dev.companion.decision;

/**
 * Names a table of a {@link Ledger}.
 *
 * @param name also the name of the state store, and part of the name of its changelog topic
 * @param type of the values
 */
public record StoreSpec<V>(String name, Class<V> type) {}
