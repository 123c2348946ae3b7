package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.LenientJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The calls for single users, and the check whether a platform has them. A 404 means "no such user" only if other users
 * can be read, so these calls are available only after one was read.
 */
final class UserCalls implements UserAccounts {

    private static final String LIST = HttpDattoRmmClient.API + "/account/users";
    private static final String ONE = HttpDattoRmmClient.API + "/account/user";

    /** A listed user may be deleted before it is read, but not two of them. */
    private static final int PROBED_MAX = 2;

    private static final String NOT_OFFERED =
            "this platform has no calls for single users: they cannot be read, invited, changed or deleted here;"
                    + " do it in Datto RMM under Setup > Users";

    private static final List<Function<UserAccount, @Nullable Object>> FIELDS = List.of(
            UserAccount::username,
            UserAccount::email,
            UserAccount::firstName,
            UserAccount::lastName,
            UserAccount::role,
            UserAccount::enabled,
            UserAccount::mfaEnabled,
            UserAccount::siteUid,
            UserAccount::createdAt,
            UserAccount::updatedAt);

    private final DattoCalls calls;
    private volatile @Nullable Boolean offered;

    UserCalls(DattoCalls calls) {
        this.calls = calls;
    }

    CallResult<UserAccounts> ifOffered() {
        var known = offered;
        CallResult<Boolean> finding = known == null ? probe() : new Found<>(known);
        return finding.then(found -> {
            offered = found;
            return found ? new Found<>(this) : notOffered();
        });
    }

    private static <T> CallResult<T> notOffered() {
        return new Refused<>(Reason.NOT_OFFERED, NOT_OFFERED);
    }

    /** Only reads. Without a uid in the list there is no single user to ask for. */
    private CallResult<Boolean> probe() {
        return calls.page(LIST, "users", node -> Optional.ofNullable(LenientJson.identifier(node, "uid")), null)
                .then(page -> page.rows().isEmpty()
                        ? new Unavailable<>("no user is listed, so it is unknown whether single users can be read")
                        : anyReadable(page.rows().stream()
                                .flatMap(Optional::stream)
                                .limit(PROBED_MAX)
                                .toList()));
    }

    private CallResult<Boolean> anyReadable(List<String> uids) {
        for (var uid : uids) {
            var read = document(uid);
            var absent = read instanceof Missing
                    || read instanceof Refused<JsonNode>(var reason, var _) && reason == Reason.NOT_OFFERED;
            if (!absent) {
                return read.map(_ -> true);
            }
        }
        return new Found<>(false);
    }

    @Override
    public CallResult<UserAccount> user(String uid) {
        return document(uid).then(node -> DattoCalls.understood(node, DattoRows::userAccount, "user"));
    }

    private CallResult<JsonNode> document(String uid) {
        return path(uid)
                .then(calls::read)
                .then(node -> uid.strip().equalsIgnoreCase(LenientJson.identifier(node, "uid"))
                        ? new Found<>(node)
                        : new Unavailable<>("Datto RMM returned another user than the requested one"));
    }

    private static CallResult<String> path(String uid) {
        return PathStep.after(ONE, uid, "user");
    }

    @Override
    public CallResult<UserAccount> create(NewUser user) {
        var sent = new LinkedHashMap<String, @Nullable Object>();
        sent.put("email", user.email());
        sent.put("firstName", user.firstName());
        sent.put("lastName", user.lastName());
        sent.put("role", user.role());
        sent.putAll(user.optional().fields());
        var created = written("POST", ONE, sent, null);
        // The path contains no user, so a 404 cannot be about one.
        return created instanceof Missing ? notOffered() : created;
    }

    @Override
    public CallResult<UserAccount> update(UserAccount seen, UserChange change) {
        return document(seen.uid()).then(now -> {
            if (isOtherThan(seen, DattoRows.userAccount(now))) {
                return new Conflict<>("the user was changed by another client after it was read: read it again");
            }
            var whole = new LinkedHashMap<String, @Nullable Object>();
            now.properties().forEach(field -> whole.put(field.getKey(), field.getValue()));
            whole.putAll(change.fields());
            return path(seen.uid()).then(path -> written("PUT", path, whole, seen.uid()));
        });
    }

    /** Only known fields can differ: the answer to a change may contain a part of the fields. */
    private static boolean isOtherThan(UserAccount seen, @Nullable UserAccount now) {
        return FIELDS.stream()
                .anyMatch(field -> field.apply(seen) != null
                        && (now == null || !Objects.equals(field.apply(seen), field.apply(now))));
    }

    /**
     * The user as the platform confirms it. The confirmation may contain some of the fields or none; the others are
     * then as they were sent, except for the time of the change, which only the platform knows.
     *
     * @param uid null for a user who gets one by this call
     */
    private CallResult<UserAccount> written(
            String method, String path, Map<String, @Nullable Object> sent, @Nullable String uid) {
        return calls.change(method, path, sent).then(confirmation -> {
            var whole = new LinkedHashMap<>(sent);
            whole.remove("updatedAt");
            confirmation.stream()
                    .flatMap(node -> node.properties().stream())
                    .forEach(field -> whole.put(field.getKey(), field.getValue()));
            return LenientJson.parse(LenientJson.write(whole))
                    .flatMap(node -> Optional.ofNullable(DattoRows.userAccount(node)))
                    .filter(user -> uid == null || user.uid().equalsIgnoreCase(uid))
                    .<CallResult<UserAccount>>map(Found::new)
                    .orElseGet(() -> new UnknownEffect<>("Datto RMM confirmed, but not for which user"));
        });
    }

    @Override
    public CallResult<Done> delete(String uid) {
        return path(uid).then(path -> calls.write("DELETE", path, null));
    }
}
