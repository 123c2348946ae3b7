/** What goes into log lines and headers: harmless text, and no line for every record. */
@NullMarked
package dev.companion.runtime.log;

import org.jspecify.annotations.NullMarked;
