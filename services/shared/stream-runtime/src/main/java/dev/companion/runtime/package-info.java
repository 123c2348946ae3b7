/** What every service of Companion needs from Kafka and Spring, and nothing of the domain. */
@NullMarked
package dev.companion.runtime;

import org.jspecify.annotations.NullMarked;
