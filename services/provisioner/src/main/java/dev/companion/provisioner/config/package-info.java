/** Puts the provisioner together. */
@NullMarked
package dev.companion.provisioner.config;

import org.jspecify.annotations.NullMarked;
