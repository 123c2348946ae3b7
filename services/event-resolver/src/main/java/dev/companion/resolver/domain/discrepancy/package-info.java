/** The life of a discrepancy: opened and closed by assessments, changed by actions. */
@NullMarked
package dev.companion.resolver.domain.discrepancy;

import org.jspecify.annotations.NullMarked;
