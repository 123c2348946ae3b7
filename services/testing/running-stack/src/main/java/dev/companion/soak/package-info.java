/** Kills processes of a running Companion at random, and checks that the vendors' world is as it should be. */
@NullMarked
package dev.companion.soak;

import org.jspecify.annotations.NullMarked;
