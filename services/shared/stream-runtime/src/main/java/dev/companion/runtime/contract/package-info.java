/** Checks cluster and registry against the contract of this build before any work starts. */
@NullMarked
package dev.companion.runtime.contract;

import org.jspecify.annotations.NullMarked;
