/** Decides where desired and observed differ, and what is done about it. The controller is at the root; the rest is below. */
@NullMarked
package dev.companion.resolver.domain;

import org.jspecify.annotations.NullMarked;
