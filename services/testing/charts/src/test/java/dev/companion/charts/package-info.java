/** What the Helm charts render, checked without a cluster. */
@NullMarked
package dev.companion.charts;

import org.jspecify.annotations.NullMarked;
