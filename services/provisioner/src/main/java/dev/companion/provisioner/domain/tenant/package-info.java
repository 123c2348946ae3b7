/** What the provisioner keeps of a tenant: its settings, and whether each of its vendors may be called. */
@NullMarked
package dev.companion.provisioner.domain.tenant;

import org.jspecify.annotations.NullMarked;
