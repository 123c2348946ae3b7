/** The state topics of every tenant in memory, rebuilt at each start. */
@NullMarked
package dev.companion.console.view;

import org.jspecify.annotations.NullMarked;
