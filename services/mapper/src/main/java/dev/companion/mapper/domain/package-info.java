/** The mapper's controller: settings, secrets, links and suggestions of the tenants of one task. */
@NullMarked
package dev.companion.mapper.domain;

import org.jspecify.annotations.NullMarked;
