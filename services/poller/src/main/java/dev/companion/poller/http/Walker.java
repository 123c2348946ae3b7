package dev.companion.poller.http;

import dev.companion.poller.domain.Observed;

/**
 * One walk through one list of one tenant. Remembers where it is; used by one caller at a time, each call blocking for
 * exactly one request.
 */
public interface Walker<V extends Observed<V>> {

    /** The first page, and then the one after the last that was read well. */
    Reading<V> nextPage();

    Reading<V> row(String id);
}
