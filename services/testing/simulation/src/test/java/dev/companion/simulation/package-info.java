/** Mapper, provisioner and both vendors in one seeded, repeatable history, with the decisions of both services as they are. */
@NullMarked
package dev.companion.simulation;

import org.jspecify.annotations.NullMarked;
