/** What the clients promise, whoever stands on the vendor's side. */
@NullMarked
package dev.companion.contract;

import org.jspecify.annotations.NullMarked;
