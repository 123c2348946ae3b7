/** Values that mean the same in all services: names of companies, contents of packages, types of discrepancy. */
@NullMarked
package dev.companion.vocabulary;

import org.jspecify.annotations.NullMarked;
