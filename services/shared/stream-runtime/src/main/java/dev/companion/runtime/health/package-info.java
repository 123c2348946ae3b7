/** Whether a service can do its work, and whether only a restart helps. */
@NullMarked
package dev.companion.runtime.health;

import org.jspecify.annotations.NullMarked;
