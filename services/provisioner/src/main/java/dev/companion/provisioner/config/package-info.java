/** Configures the provisioner. */
@NullMarked
package dev.companion.provisioner.config;

import org.jspecify.annotations.NullMarked;
