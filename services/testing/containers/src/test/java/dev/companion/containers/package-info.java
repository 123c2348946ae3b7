/** Each image alone, and the compose files as a whole, on a Docker engine. */
@NullMarked
package dev.companion.containers;

import org.jspecify.annotations.NullMarked;
