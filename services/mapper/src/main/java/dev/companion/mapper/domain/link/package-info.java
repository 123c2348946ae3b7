/** A link as it is desired, and the observed sites, companies and link statuses that it is checked against. */
@NullMarked
package dev.companion.mapper.domain.link;

import org.jspecify.annotations.NullMarked;
