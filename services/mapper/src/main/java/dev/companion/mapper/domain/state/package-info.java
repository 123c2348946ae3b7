/** The mapper's durable state over a ledger, with the indexes that are derived from it. */
@NullMarked
package dev.companion.mapper.domain.state;

import org.jspecify.annotations.NullMarked;
