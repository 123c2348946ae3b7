/** The only package that picks the machine's clock; everything else receives the time. */
@NullMarked
package dev.companion.simulator.config;

import org.jspecify.annotations.NullMarked;
