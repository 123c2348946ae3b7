/** The client for Datto RMM, in its own terms. */
@NullMarked
package dev.companion.datto;

import org.jspecify.annotations.NullMarked;
