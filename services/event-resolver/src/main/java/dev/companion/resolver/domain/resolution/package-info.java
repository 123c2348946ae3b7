/** What a person or a policy does about a discrepancy: decided on the current facts, carried out by the mapper. */
@NullMarked
package dev.companion.resolver.domain.resolution;

import org.jspecify.annotations.NullMarked;
