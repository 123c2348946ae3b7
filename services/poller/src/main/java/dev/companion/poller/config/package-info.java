/** Wires the poller and holds its settings. */
@NullMarked
package dev.companion.poller.config;

import org.jspecify.annotations.NullMarked;
