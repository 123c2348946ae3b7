/** Makes the planned calls, each at most once, and publishes their outcomes. */
@NullMarked
package dev.companion.provisioner.execution;

import org.jspecify.annotations.NullMarked;
