/** Command handlers: each decides one kind of request from the state of the tenant. */
@NullMarked
package dev.companion.mapper.domain.handler;

import org.jspecify.annotations.NullMarked;
