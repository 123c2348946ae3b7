/** What the benchmark needs of this package and is not public. */
@NullMarked
package dev.companion.poller.topology;

import org.jspecify.annotations.NullMarked;
