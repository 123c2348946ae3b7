/** Between the topics and the controller: translate in, decide, translate out. */
@NullMarked
package dev.companion.provisioner.topology;

import org.jspecify.annotations.NullMarked;
