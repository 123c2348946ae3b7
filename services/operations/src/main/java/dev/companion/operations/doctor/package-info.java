/** The command {@code doctor}: asks an installation and says what is not as it should be. */
@NullMarked
package dev.companion.operations.doctor;

import org.jspecify.annotations.NullMarked;
