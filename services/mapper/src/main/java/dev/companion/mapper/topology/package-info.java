/** Where topics meet the decisions: translate in, decide, translate out. */
@NullMarked
package dev.companion.mapper.topology;

import org.jspecify.annotations.NullMarked;
