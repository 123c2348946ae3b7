/** Mapper, provisioner and both vendors in one seeded, repeatable history, with the real decisions of both services. */
@NullMarked
package dev.companion.simulation;

import org.jspecify.annotations.NullMarked;
