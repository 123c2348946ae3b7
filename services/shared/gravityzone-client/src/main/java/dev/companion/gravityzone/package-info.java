/** GravityZone in its own language. */
@NullMarked
package dev.companion.gravityzone;

import org.jspecify.annotations.NullMarked;
