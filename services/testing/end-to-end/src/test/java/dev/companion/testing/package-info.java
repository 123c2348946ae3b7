/** The promises of the README, each as a scenario on the whole stack in a process of its own. */
package dev.companion.testing;
