/** Translates between the topics and the domain, logs, and measures. Decides nothing. */
@NullMarked
package dev.companion.resolver.topology;

import org.jspecify.annotations.NullMarked;
