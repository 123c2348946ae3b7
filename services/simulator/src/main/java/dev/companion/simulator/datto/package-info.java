/** Datto RMM's HTTP API over the simulated world. */
@NullMarked
package dev.companion.simulator.datto;

import org.jspecify.annotations.NullMarked;
