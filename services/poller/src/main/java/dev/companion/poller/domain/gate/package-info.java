/** Whether a vendor may be called for a tenant now, and the health that is published of it. */
@NullMarked
package dev.companion.poller.domain.gate;

import org.jspecify.annotations.NullMarked;
