/** Where desired and observed differ, decided with values: when a discrepancy opens, what settles it, when it ends. */
@NullMarked
package dev.companion.resolver.domain;

import org.jspecify.annotations.NullMarked;
