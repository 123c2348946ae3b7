/** What every service needs from Kafka and Spring, without anything of the domain. */
@NullMarked
package dev.companion.runtime;

import org.jspecify.annotations.NullMarked;
