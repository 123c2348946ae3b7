/** The command that changes the keys with which credentials are sealed. */
@NullMarked
package dev.companion.operations.keys;

import org.jspecify.annotations.NullMarked;
