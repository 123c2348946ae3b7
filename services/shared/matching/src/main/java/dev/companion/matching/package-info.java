/** Matches sites and companies by their names alone. */
@NullMarked
package dev.companion.matching;

import org.jspecify.annotations.NullMarked;
