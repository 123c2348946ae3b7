/** The files with which Companion is watched. */
@NullMarked
package dev.companion.watch;

import org.jspecify.annotations.NullMarked;
