/** Which tenant a GravityZone root company belongs to. */
@NullMarked
package dev.companion.mapper.domain.claim;

import org.jspecify.annotations.NullMarked;
