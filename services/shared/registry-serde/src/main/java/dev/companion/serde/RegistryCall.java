package dev.companion.serde;

import org.jspecify.annotations.Nullable;

/**
 * One request, with the words that a failure of it is told in.
 *
 * @param path below the registry's address, already encoded
 * @param body JSON, or null for a GET
 * @param purpose completes the sentence "Cannot …"
 * @param ifMissing what to do when the registry does not know the thing asked for
 */
record RegistryCall(String method, String path, @Nullable String body, String purpose, String ifMissing) {}
