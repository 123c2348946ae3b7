/** Who may do what in the cluster: rights from the catalogue, passwords in files, and the job that applies both. */
@NullMarked
package dev.companion.runtime.access;

import org.jspecify.annotations.NullMarked;
