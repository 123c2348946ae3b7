/** How failures of records are treated: dead letters, replaced threads, and a stop. */
@NullMarked
package dev.companion.runtime.failure;

import org.jspecify.annotations.NullMarked;
