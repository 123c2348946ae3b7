/** How the keys that seal credentials are changed: which step may be taken, and what it leaves. */
@NullMarked
package dev.companion.operations.domain.keys;

import org.jspecify.annotations.NullMarked;
