/** How many calls a vendor's quota allows at a given moment, as plain values: no clock, no thread, no vendor. */
@NullMarked
package dev.companion.pacing;

import org.jspecify.annotations.NullMarked;
