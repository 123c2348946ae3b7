/** Differences between desired and observed, what can be done about each, and what rules may do automatically. */
@NullMarked
package dev.companion.console.domain.event;

import org.jspecify.annotations.NullMarked;
