/** The mapper owns what is desired: settings, sealed credentials and links. */
@NullMarked
package dev.companion.mapper;

import org.jspecify.annotations.NullMarked;
