/** What is known about a site or a tenant: observed at the vendors, specified by the mapper, reported by the provisioner. */
@NullMarked
package dev.companion.resolver.domain.facts;

import org.jspecify.annotations.NullMarked;
