/** How the public topics are, for the people who run programs that read them. */
@NullMarked
package dev.companion.console.web.streams;

import org.jspecify.annotations.NullMarked;
