/** Wires the console. */
@NullMarked
package dev.companion.console.config;

import org.jspecify.annotations.NullMarked;
