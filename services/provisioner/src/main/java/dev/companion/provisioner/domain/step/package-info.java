/** Calls to the vendors as values: what is sent, for which link, and what came back. */
@NullMarked
package dev.companion.provisioner.domain.step;

import org.jspecify.annotations.NullMarked;
