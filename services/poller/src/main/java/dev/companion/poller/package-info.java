/** Observes what the vendors hold and publishes what is new, changed or confirmed to be gone. */
@NullMarked
package dev.companion.poller;

import org.jspecify.annotations.NullMarked;
