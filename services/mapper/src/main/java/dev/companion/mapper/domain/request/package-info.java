/** Requests, their results, and what a decision on a request changes. */
@NullMarked
package dev.companion.mapper.domain.request;

import org.jspecify.annotations.NullMarked;
