/** The event resolver owns where desired and observed differ, and how that is settled. */
@NullMarked
package dev.companion.resolver;

import org.jspecify.annotations.NullMarked;
