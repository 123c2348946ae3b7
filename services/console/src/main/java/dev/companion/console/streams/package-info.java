/** How the topics that other programs read are: their size, their growth, their compaction and their slowest reader. */
@NullMarked
package dev.companion.console.streams;

import org.jspecify.annotations.NullMarked;
