/** All of Companion in one JVM: broker, registry, services and, for a demonstration, the simulated vendors. */
@NullMarked
package dev.companion.standalone;

import org.jspecify.annotations.NullMarked;
