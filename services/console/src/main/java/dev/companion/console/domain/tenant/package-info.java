/** A tenant's settings, users, vendor health and audit trail. */
@NullMarked
package dev.companion.console.domain.tenant;

import org.jspecify.annotations.NullMarked;
