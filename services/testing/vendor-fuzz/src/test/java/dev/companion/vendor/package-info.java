/** The wire that is none, from inside the exchange. */
@NullMarked
package dev.companion.vendor;

import org.jspecify.annotations.NullMarked;
