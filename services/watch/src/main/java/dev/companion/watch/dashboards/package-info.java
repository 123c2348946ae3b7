/** What Grafana shows. */
@NullMarked
package dev.companion.watch.dashboards;

import org.jspecify.annotations.NullMarked;
