/** The control port: look at the world, change it, inject faults, read the request journal. */
@NullMarked
package dev.companion.simulator.control;

import org.jspecify.annotations.NullMarked;
