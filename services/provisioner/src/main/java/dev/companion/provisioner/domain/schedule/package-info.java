/** Which link calls next: queues, quotas, batches, and indexes over all links. */
@NullMarked
package dev.companion.provisioner.domain.schedule;

import org.jspecify.annotations.NullMarked;
