package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.User;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.UserParams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users of the tenant's Datto RMM account with their published fields. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "Users")
class UsersController {

    private final ConsoleView view;

    UsersController(ConsoleView view) {
        this.view = view;
    }

    /**
     * @param q text that name, username, e-mail address or role contain, in upper or lower case
     * @param sort column to sort by, with - in front for the other direction; the username if left out
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listUsers",
            summary = "Lists users of Datto RMM",
            description =
                    "Filtered by q (name, username, e-mail address or role), one page. email is present only if the"
                            + " settings allow e-mail addresses to be published.")
    ListPage<UserItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        return ListPage.of(matching(session, q, sort), PageParams.of(page, size), UserItem::of);
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort) {
        var users = matching(session, q, sort);
        var withEmail = users.stream().anyMatch(user -> user.email() != null);
        return Csv.file(
                "users.csv",
                columns(
                        withEmail,
                        "email",
                        "userKey",
                        "username",
                        "firstName",
                        "lastName",
                        "enabled",
                        "role",
                        "createdAt"),
                users,
                user -> columns(
                        withEmail,
                        user.email(),
                        user.userKey(),
                        user.username(),
                        user.firstName(),
                        user.lastName(),
                        user.enabled(),
                        user.role(),
                        user.createdAt()));
    }

    private List<User> matching(ConsoleSession session, @Nullable String q, @Nullable String sort) {
        return view.of(session.tenant()).users(UserParams.of(q, sort));
    }

    /** The last column is present only if any user's address is. */
    @SafeVarargs
    private static <T> List<@Nullable T> columns(boolean withEmail, @Nullable T email, @Nullable T... others) {
        var all = new ArrayList<@Nullable T>(Arrays.asList(others));
        if (withEmail) {
            all.add(email);
        }
        return all;
    }
}
