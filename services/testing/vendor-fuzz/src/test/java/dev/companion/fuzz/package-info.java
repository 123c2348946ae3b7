/** Arbitrary answers against what the clients promise for any answer. */
@NullMarked
package dev.companion.fuzz;

import org.jspecify.annotations.NullMarked;
