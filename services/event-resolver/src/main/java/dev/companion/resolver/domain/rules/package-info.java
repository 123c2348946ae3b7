/** Whether desired and observed differ: one rule for each type of discrepancy. */
@NullMarked
package dev.companion.resolver.domain.rules;

import org.jspecify.annotations.NullMarked;
