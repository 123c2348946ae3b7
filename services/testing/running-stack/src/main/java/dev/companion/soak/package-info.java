/** Kills processes of a running Companion at random, and shows whether the vendors' world is as it should be. */
@NullMarked
package dev.companion.soak;

import org.jspecify.annotations.NullMarked;
