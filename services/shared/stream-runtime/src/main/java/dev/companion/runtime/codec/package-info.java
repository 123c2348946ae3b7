/** The codecs of records, some of which need a native library. */
@NullMarked
package dev.companion.runtime.codec;

import org.jspecify.annotations.NullMarked;
