/** Decides, from values only, which call to make next for each link, and what an outcome means. */
@NullMarked
package dev.companion.provisioner.domain;

import org.jspecify.annotations.NullMarked;
