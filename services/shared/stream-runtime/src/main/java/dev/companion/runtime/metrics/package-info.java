/** Which measurements a service publishes. */
@NullMarked
package dev.companion.runtime.metrics;

import org.jspecify.annotations.NullMarked;
