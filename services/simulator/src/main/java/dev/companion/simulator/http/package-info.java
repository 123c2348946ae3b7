/** Requests, answers and the ways in which an answer can go wrong on the wire, on the JDK's HTTP server. */
@NullMarked
package dev.companion.simulator.http;

import org.jspecify.annotations.NullMarked;
