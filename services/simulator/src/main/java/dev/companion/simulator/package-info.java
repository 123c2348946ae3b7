/** Starts both simulated vendors and their control port as one unit, in this JVM or as a process of its own. */
@NullMarked
package dev.companion.simulator;

import org.jspecify.annotations.NullMarked;
