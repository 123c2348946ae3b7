package dev.companion.console.domain.tenant;

import dev.companion.vocabulary.TextFolding;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Selects and orders users.
 *
 * @param text searched in names, e-mail address and role, folded; empty for all
 */
public record UserQuery(String text, Sort sort, boolean descending) {

    public static final UserQuery ALL = new UserQuery("", Sort.NAME, false);

    public UserQuery {
        text = TextFolding.fold(text);
    }

    public enum Sort {
        NAME(Comparator.comparing(User::name, String.CASE_INSENSITIVE_ORDER)),
        USERNAME(Comparator.comparing(
                user -> user.username() == null ? "" : user.username(), String.CASE_INSENSITIVE_ORDER)),
        /** Disabled users first, then enabled ones, then those whose state is not reported. */
        STATE(Comparator.comparingInt(user -> user.enabled() == null ? 2 : user.enabled() ? 1 : 0)),
        ROLE(Comparator.comparing(user -> user.role() == null ? "" : user.role(), String.CASE_INSENSITIVE_ORDER)),
        CREATED(Comparator.comparing(user -> user.createdAt() == null ? Instant.MIN : user.createdAt()));

        private final Comparator<User> order;

        Sort(Comparator<User> order) {
            this.order = order;
        }
    }

    private static final Comparator<User> BY_NAME = Sort.NAME.order.thenComparing(User::userKey);

    public List<User> apply(Collection<User> users) {
        var order = descending ? sort.order.reversed() : sort.order;
        return users.stream()
                .filter(user -> text.isEmpty() || user.matches(text))
                .sorted(order.thenComparing(BY_NAME))
                .toList();
    }
}
