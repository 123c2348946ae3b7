/** The rows of both vendors' worlds, as plain values. */
@NullMarked
package dev.companion.simulator.world.row;

import org.jspecify.annotations.NullMarked;
