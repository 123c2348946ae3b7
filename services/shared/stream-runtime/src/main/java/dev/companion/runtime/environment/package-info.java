/** Settings that every service has before its own, and variables that are not meant for it. */
@NullMarked
package dev.companion.runtime.environment;

import org.jspecify.annotations.NullMarked;
