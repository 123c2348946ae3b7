/** Names that attack what shows, stores or logs them. */
@NullMarked
package dev.companion.testing.hostile;

import org.jspecify.annotations.NullMarked;
