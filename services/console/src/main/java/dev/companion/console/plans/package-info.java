/** Keeps plans, and applies each of them once. */
@NullMarked
package dev.companion.console.plans;

import org.jspecify.annotations.NullMarked;
