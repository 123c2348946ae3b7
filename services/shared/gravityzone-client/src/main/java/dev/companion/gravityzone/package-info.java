/** The client for GravityZone, in its own terms. */
@NullMarked
package dev.companion.gravityzone;

import org.jspecify.annotations.NullMarked;
