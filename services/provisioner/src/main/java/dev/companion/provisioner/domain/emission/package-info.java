/** The records that the provisioner publishes. */
@NullMarked
package dev.companion.provisioner.domain.emission;

import org.jspecify.annotations.NullMarked;
