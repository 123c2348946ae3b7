/** What the tests of a vendor's client need from inside the exchange. */
@NullMarked
package dev.companion.vendor;

import org.jspecify.annotations.NullMarked;
