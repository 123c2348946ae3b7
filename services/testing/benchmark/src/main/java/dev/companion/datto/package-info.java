/** What the benchmark needs of this package and is not public. */
@NullMarked
package dev.companion.datto;

import org.jspecify.annotations.NullMarked;
