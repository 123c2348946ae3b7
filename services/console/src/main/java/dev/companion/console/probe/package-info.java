/** Checks with the vendors that credentials work and have the needed permissions. */
@NullMarked
package dev.companion.console.probe;

import org.jspecify.annotations.NullMarked;
