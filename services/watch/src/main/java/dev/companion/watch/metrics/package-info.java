/** What services publish, and where it is used. */
@NullMarked
package dev.companion.watch.metrics;

import org.jspecify.annotations.NullMarked;
