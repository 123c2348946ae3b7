/** Wires the mapper and holds its settings. */
@NullMarked
package dev.companion.mapper.config;

import org.jspecify.annotations.NullMarked;
