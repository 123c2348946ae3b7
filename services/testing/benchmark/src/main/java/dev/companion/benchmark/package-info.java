/** Figures, each beside its goal and beside the floor that was measured or counted in the same run. */
@NullMarked
package dev.companion.benchmark;

import org.jspecify.annotations.NullMarked;
