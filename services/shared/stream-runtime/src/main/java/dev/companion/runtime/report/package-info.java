/** What an instance says of itself, so that the console can say which services run. */
@NullMarked
package dev.companion.runtime.report;

import org.jspecify.annotations.NullMarked;
