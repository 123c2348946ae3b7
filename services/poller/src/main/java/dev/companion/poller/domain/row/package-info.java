/** Rows of the vendors' lists, what is remembered of each, and how a row that a vendor shows compares with that. */
@NullMarked
package dev.companion.poller.domain.row;

import org.jspecify.annotations.NullMarked;
