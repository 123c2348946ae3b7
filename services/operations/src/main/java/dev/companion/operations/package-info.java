/** The commands of a person who runs Companion. */
@NullMarked
package dev.companion.operations;

import org.jspecify.annotations.NullMarked;
