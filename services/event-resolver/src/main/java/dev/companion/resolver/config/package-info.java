/** Wires the event resolver and holds its settings. */
@NullMarked
package dev.companion.resolver.config;

import org.jspecify.annotations.NullMarked;
