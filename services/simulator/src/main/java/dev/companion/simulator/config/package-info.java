/** The one place that chooses the machine's clock; everything else is given the time. */
@NullMarked
package dev.companion.simulator.config;

import org.jspecify.annotations.NullMarked;
