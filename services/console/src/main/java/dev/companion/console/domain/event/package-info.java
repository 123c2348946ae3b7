/** Differences between desired and observed, what can be done about each, and how far rules may go. */
@NullMarked
package dev.companion.console.domain.event;

import org.jspecify.annotations.NullMarked;
