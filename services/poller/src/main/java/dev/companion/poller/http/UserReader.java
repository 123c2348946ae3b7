package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.User;
import dev.companion.poller.domain.sweep.SweptPage;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import org.jspecify.annotations.Nullable;

/**
 * Reads the users of a Datto RMM account. E-mail addresses that may not be published are removed here, so none reaches a
 * store, a changelog or a topic.
 */
final class UserReader {

    private UserReader() {}

    /**
     * @param cursor null for the first page
     * @param emails whether the tenant allows e-mail addresses to be published
     */
    static ReadResult page(DattoRmmClient client, String tenant, @Nullable String cursor, boolean emails) {
        return switch (client.users(cursor == null ? null : new PageCursor(cursor))) {
            case Found<Page<RmmUser>>(var page) -> {
                var rows = page.rows().stream()
                        .map(user -> listed(user, tenant, emails))
                        .toList();
                var next = page.next();
                yield new ReadResult.Page<>(
                        new SweptPage<>(rows, next == null, page.totalCount(), page.trusted()),
                        next == null ? null : next.pathAndQuery());
            }
            case CallResult<Page<RmmUser>> other -> new ReadResult.NoPage(CallFailures.ofList(other));
        };
    }

    private static Listed<User> listed(RmmUser user, String tenant, boolean emails) {
        var observed = new User(
                User.keyOf(tenant, user.key()),
                user.username().isBlank() ? null : user.username(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.enabled(),
                user.role(),
                user.createdAt());
        return new Listed<>(observed.id(), emails ? observed : observed.withoutEmails());
    }
}
