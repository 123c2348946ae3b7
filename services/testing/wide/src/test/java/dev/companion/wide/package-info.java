/** Scenarios with many processes, with a cluster of others, and with containers. */
package dev.companion.wide;
