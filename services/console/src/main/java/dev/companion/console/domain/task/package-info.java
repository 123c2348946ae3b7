/** How far a request has come, derived from what is known now. */
@NullMarked
package dev.companion.console.domain.task;

import org.jspecify.annotations.NullMarked;
