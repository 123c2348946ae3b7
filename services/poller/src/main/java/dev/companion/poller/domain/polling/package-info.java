/** Everything that is polled for a tenant: which request comes next, and what its response changes. */
@NullMarked
package dev.companion.poller.domain.polling;

import org.jspecify.annotations.NullMarked;
