/** The next step of a link. */
@NullMarked
package dev.companion.provisioner.domain.plan;

import org.jspecify.annotations.NullMarked;
