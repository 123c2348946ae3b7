/** A client with generated types against a running Companion. */
@NullMarked
package dev.companion.typed;

import org.jspecify.annotations.NullMarked;
