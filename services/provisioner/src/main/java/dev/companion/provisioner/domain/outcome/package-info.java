/** How the outcome of a call changes a link. */
@NullMarked
package dev.companion.provisioner.domain.outcome;

import org.jspecify.annotations.NullMarked;
