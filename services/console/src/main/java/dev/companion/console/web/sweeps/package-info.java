/** How the vendors' lists are read, and reading them at once. */
@NullMarked
package dev.companion.console.web.sweeps;

import org.jspecify.annotations.NullMarked;
