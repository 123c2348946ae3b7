/** The commands {@code backup export|restore|verify|list}. */
@NullMarked
package dev.companion.operations.backup;

import org.jspecify.annotations.NullMarked;
