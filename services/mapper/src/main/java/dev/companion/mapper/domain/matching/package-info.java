/** Whether a site and a company are one customer, judged by their names alone. */
@NullMarked
package dev.companion.mapper.domain.matching;

import org.jspecify.annotations.NullMarked;
