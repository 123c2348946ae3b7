/** The rules of structure that every module holds itself to, as tests that name their reason when they fail. */
@NullMarked
package dev.companion.architecture;

import org.jspecify.annotations.NullMarked;
