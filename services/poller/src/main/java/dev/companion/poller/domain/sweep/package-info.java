/** Walks through the lists of a vendor, and decides which rows they confirm to be gone. */
@NullMarked
package dev.companion.poller.domain.sweep;

import org.jspecify.annotations.NullMarked;
