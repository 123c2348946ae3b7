/** Datto RMM in its own language. */
@NullMarked
package dev.companion.datto;

import org.jspecify.annotations.NullMarked;
