/** What belongs into a backup, and when it may be written or restored. */
@NullMarked
package dev.companion.operations.domain.backup;

import org.jspecify.annotations.NullMarked;
