package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.SweptPage;
import dev.companion.poller.domain.SweptPage.Listed;
import dev.companion.poller.domain.User;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the users of a Datto RMM account. E-mail addresses that may not be published end here: no state, no
 * changelog and no topic gets to see one.
 */
public final class UserWalker implements Walker<User> {

    private final DattoRmmClient client;
    private final String tenant;
    private final boolean emails;
    private @Nullable PageCursor cursor;

    /** @param emails whether the tenant lets e-mail addresses be published */
    public UserWalker(DattoRmmClient client, String tenant, boolean emails) {
        this.client = client;
        this.tenant = tenant;
        this.emails = emails;
    }

    @Override
    public Reading<User> nextPage() {
        return switch (client.users(cursor)) {
            case Found<Page<RmmUser>>(var page) -> {
                cursor = page.next();
                var rows = page.rows().stream().map(this::listed).toList();
                yield new Reading.Page<>(new SweptPage<>(rows, page.next() == null, page.totalCount(), page.trusted()));
            }
            case CallResult<Page<RmmUser>> other -> new Reading.NoPage<>(Setbacks.ofList(other));
        };
    }

    /** The platform shows no single user, so nothing is asked. */
    @Override
    public Reading<User> row(String id) {
        return new Reading.Row<User>(new RowAnswer.NoAnswer<>(), null);
    }

    private Listed<User> listed(RmmUser user) {
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
