/** Changes the level of a logger of what runs on this machine. */
@NullMarked
package dev.companion.operations.loglevel;

import org.jspecify.annotations.NullMarked;
