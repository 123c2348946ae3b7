/** What Prometheus calculates and alerts about, and how Alertmanager passes it on. */
@NullMarked
package dev.companion.watch.rules;

import org.jspecify.annotations.NullMarked;
