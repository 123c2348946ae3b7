/** Server-sent events that tell open pages what changed. */
@NullMarked
package dev.companion.console.web.stream;

import org.jspecify.annotations.NullMarked;
