/** What every HTTP port of every service refuses before anything is parsed, and how it says so. */
@NullMarked
package dev.companion.runtime.door;

import org.jspecify.annotations.NullMarked;
