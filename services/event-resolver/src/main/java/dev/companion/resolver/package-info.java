/** The event resolver: finds where desired and observed differ, and what resolves that. */
@NullMarked
package dev.companion.resolver;

import org.jspecify.annotations.NullMarked;
