/** Who may come in, for how long, and which tenant they are. */
@NullMarked
package dev.companion.console.security;

import org.jspecify.annotations.NullMarked;
