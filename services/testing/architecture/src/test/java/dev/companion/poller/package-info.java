/** Stands in for the poller, so that something can wrongly import it. */
@NullMarked
package dev.companion.poller;

import org.jspecify.annotations.NullMarked;
