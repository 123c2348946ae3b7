/** The contract: the topics, their records, and the partition of each tenant. */
@NullMarked
package dev.companion.schemas;

import org.jspecify.annotations.NullMarked;
