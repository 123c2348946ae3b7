/** Asks the vendors whether credentials work and may do what is needed. */
@NullMarked
package dev.companion.console.probe;

import org.jspecify.annotations.NullMarked;
