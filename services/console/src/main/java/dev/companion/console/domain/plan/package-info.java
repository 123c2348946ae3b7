/** Plans: what would be done with selected sites, shown before any of it is done. */
@NullMarked
package dev.companion.console.domain.plan;

import org.jspecify.annotations.NullMarked;
