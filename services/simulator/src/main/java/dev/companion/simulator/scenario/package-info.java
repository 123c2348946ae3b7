/** Makes a world larger or lets it change on its own: bulk rows and the scripted life of the demonstration. */
@NullMarked
package dev.companion.simulator.scenario;

import org.jspecify.annotations.NullMarked;
