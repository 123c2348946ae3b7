/** GravityZone's JSON-RPC API over the simulated world. */
@NullMarked
package dev.companion.simulator.gravityzone;

import org.jspecify.annotations.NullMarked;
