package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import org.jspecify.annotations.Nullable;

/** GravityZone's cursors as text: {@code page} or {@code page/pages}. */
final class Cursors {

    private Cursors() {}

    static @Nullable String text(@Nullable PageCursor cursor) {
        if (cursor == null) {
            return null;
        }
        return cursor.pagesCount() == null ? "" + cursor.page() : cursor.page() + "/" + cursor.pagesCount();
    }

    static @Nullable PageCursor gravityZone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var slash = text.indexOf('/');
        return slash < 0
                ? new PageCursor(Integer.parseInt(text), null)
                : new PageCursor(
                        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }
}
