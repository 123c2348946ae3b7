/** Serves the pages of {@code ui}, which run in the browser. */
@NullMarked
package dev.companion.console.web.app;

import org.jspecify.annotations.NullMarked;
