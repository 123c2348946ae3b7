/** What cluster and registry have, compared with what they must have, as values. */
@NullMarked
package dev.companion.operations.domain;

import org.jspecify.annotations.NullMarked;
