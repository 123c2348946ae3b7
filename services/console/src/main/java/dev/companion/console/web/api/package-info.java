/** REST API of sites, links, companies, events, tasks, users and the session. */
@NullMarked
package dev.companion.console.web.api;

import org.jspecify.annotations.NullMarked;
