/** Worlds to start from, and the scripted life that goes on in the demonstration. */
@NullMarked
package dev.companion.simulator.scenario;

import org.jspecify.annotations.NullMarked;
