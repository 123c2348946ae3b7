/** Prometheus and Alertmanager beside a running stack: panels, identities, and every alert by a fault that is real. */
package dev.companion.wide.watch;
