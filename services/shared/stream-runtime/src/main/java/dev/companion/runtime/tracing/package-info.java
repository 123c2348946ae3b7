/** Traces: which spans there are, how they are connected over topics and waits, and where they are sent. */
@NullMarked
package dev.companion.runtime.tracing;

import org.jspecify.annotations.NullMarked;
