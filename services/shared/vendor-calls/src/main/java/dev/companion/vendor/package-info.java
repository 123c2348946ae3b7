/** One HTTP exchange with a vendor, and the vocabulary of its results. */
@NullMarked
package dev.companion.vendor;

import org.jspecify.annotations.NullMarked;
