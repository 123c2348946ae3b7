/** The state of both vendors behind one lock, written to a file before it is answered. */
@NullMarked
package dev.companion.simulator.world;

import org.jspecify.annotations.NullMarked;
