/** Makes the calls that are planned, each at most once, and says what came of them. */
@NullMarked
package dev.companion.provisioner.execution;

import org.jspecify.annotations.NullMarked;
