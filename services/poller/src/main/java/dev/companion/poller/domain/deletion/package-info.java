/** Deletions that are too many to be believed, and what a person decided about them. */
@NullMarked
package dev.companion.poller.domain.deletion;

import org.jspecify.annotations.NullMarked;
