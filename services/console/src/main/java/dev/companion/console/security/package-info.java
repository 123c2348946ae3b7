/** Sign-in, sessions and access rules. */
@NullMarked
package dev.companion.console.security;

import org.jspecify.annotations.NullMarked;
