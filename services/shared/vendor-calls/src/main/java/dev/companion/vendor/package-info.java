/** One HTTP exchange with a vendor, and the one vocabulary of what came of it. */
@NullMarked
package dev.companion.vendor;

import org.jspecify.annotations.NullMarked;
