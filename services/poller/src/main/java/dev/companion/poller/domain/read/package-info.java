/** Requests to vendors, described as data, and their results. */
@NullMarked
package dev.companion.poller.domain.read;

import org.jspecify.annotations.NullMarked;
