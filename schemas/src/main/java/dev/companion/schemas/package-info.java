/** The contract: which topics there are, what is in them, and which partition a tenant is in. */
@NullMarked
package dev.companion.schemas;

import org.jspecify.annotations.NullMarked;
