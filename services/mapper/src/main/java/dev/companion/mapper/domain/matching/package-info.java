/** Matches sites and companies by their names alone. */
@NullMarked
package dev.companion.mapper.domain.matching;

import org.jspecify.annotations.NullMarked;
