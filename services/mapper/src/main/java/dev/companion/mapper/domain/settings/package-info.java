/** A tenant's settings and its sealed secrets. */
@NullMarked
package dev.companion.mapper.domain.settings;

import org.jspecify.annotations.NullMarked;
