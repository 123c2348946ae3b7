/** Finds existing companies for sites that are not linked, and links them if a rule may. */
@NullMarked
package dev.companion.mapper.domain.suggestion;

import org.jspecify.annotations.NullMarked;
