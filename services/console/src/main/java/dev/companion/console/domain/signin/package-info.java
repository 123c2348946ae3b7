/** How many attempts to sign in, or to save credentials, are allowed. */
@NullMarked
package dev.companion.console.domain.signin;

import org.jspecify.annotations.NullMarked;
