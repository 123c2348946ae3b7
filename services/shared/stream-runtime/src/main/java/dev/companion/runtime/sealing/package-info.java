/** Keysets that protect credentials: services with the public one seal, services with the private one open. */
@NullMarked
package dev.companion.runtime.sealing;

import org.jspecify.annotations.NullMarked;
