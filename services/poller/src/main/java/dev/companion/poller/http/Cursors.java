package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import org.jspecify.annotations.Nullable;

/** GravityZone's cursors as text: {@code page}, {@code page/pages}, or {@code page/pages/perPage} with or without pages. */
final class Cursors {

    private Cursors() {}

    static @Nullable String text(@Nullable PageCursor cursor) {
        if (cursor == null) {
            return null;
        }
        var pages = cursor.pagesCount() == null ? "" : Integer.toString(cursor.pagesCount());
        var text = pages.isEmpty() ? Integer.toString(cursor.page()) : cursor.page() + "/" + pages;
        return cursor.perPage() == null ? text : cursor.page() + "/" + pages + "/" + cursor.perPage();
    }

    static @Nullable PageCursor gravityZone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parts = text.split("/", -1);
        return new PageCursor(Integer.parseInt(parts[0]), number(parts, 1), number(parts, 2));
    }

    private static @Nullable Integer number(String[] parts, int index) {
        return parts.length <= index || parts[index].isEmpty() ? null : Integer.valueOf(parts[index]);
    }
}
