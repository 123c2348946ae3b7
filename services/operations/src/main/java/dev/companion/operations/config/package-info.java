/** What only the program itself picks: the clock of the system. */
@NullMarked
package dev.companion.operations.config;

import org.jspecify.annotations.NullMarked;
