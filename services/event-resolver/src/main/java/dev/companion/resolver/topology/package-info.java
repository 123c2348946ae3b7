/** Where topics meet the decisions: translate in, decide, translate out. */
@NullMarked
package dev.companion.resolver.topology;

import org.jspecify.annotations.NullMarked;
