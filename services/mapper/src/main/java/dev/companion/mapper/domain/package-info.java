/** What is desired, decided with values: settings and links out of requests, and when each is refused. */
@NullMarked
package dev.companion.mapper.domain;

import org.jspecify.annotations.NullMarked;
