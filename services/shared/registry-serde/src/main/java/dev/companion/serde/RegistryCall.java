package dev.companion.serde;

import org.jspecify.annotations.Nullable;

/**
 * One request, with the words for its failure.
 *
 * @param path below the registry's address, already encoded
 * @param body JSON, or null for a GET
 * @param purpose completes the sentence "Cannot …"
 * @param ifMissing what to do if the registry does not know the requested thing
 */
record RegistryCall(String method, String path, @Nullable String body, String purpose, String ifMissing) {}
