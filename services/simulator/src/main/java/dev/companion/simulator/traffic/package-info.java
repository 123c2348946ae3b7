/** Traffic of the simulated vendors: the request journal and sliding windows of request rates. */
@NullMarked
package dev.companion.simulator.traffic;

import org.jspecify.annotations.NullMarked;
