package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.RmmUser;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users list, which every profile has, and the single-user calls, which only the seed profile has. */
final class UserCalls {

    private static final Set<String> ROLES = Set.of("Admin", "Technician", "Read-Only");

    private final World world;
    private final DattoWorld datto;
    private final DattoPages pages;

    UserCalls(World world, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.pages = pages;
    }

    Answer list(DattoCall call) {
        requireAdministrator(call);
        boolean seed = world.switches().is(Switch.DATTO_USER_FIELDS, "SEED");
        return pages.page(
                call, "users", datto.users(call.key().accountUid()), user -> seed ? renderSeed(user) : render(user));
    }

    private static void requireAdministrator(DattoCall call) {
        if (!call.key().administrator()) {
            throw new DattoRefusal(403, "You are not authorized to access this resource");
        }
    }

    Answer read(DattoCall call) {
        return Answer.json(200, renderSeed(find(call)));
    }

    Answer create(DattoCall call) {
        requireAdministrator(call);
        String email = call.requiredText("email");
        String username = call.textOr("username", email);
        if (datto.userNamed(call.key().accountUid(), username).isPresent()) {
            throw new DattoRefusal(409, "A user with this name already exists");
        }
        RmmUser user = datto.addUser(
                call.key().accountUid(),
                username,
                call.requiredText("firstName"),
                call.requiredText("lastName"),
                role(call, null));
        RmmUser whole = user.with(
                username,
                user.firstName(),
                user.lastName(),
                email,
                user.role(),
                !call.flag("enabled", true),
                call.flag("mfaEnabled", false),
                call.text("siteUid"),
                world.now());
        return Answer.json(200, renderSeed(datto.replace(whole)));
    }

    /** Replaces the whole user: optional fields that are left out are reset to their defaults. */
    Answer update(DattoCall call) {
        requireAdministrator(call);
        RmmUser user = find(call);
        RmmUser changed = user.with(
                call.textOr("username", user.username()),
                call.text("firstName"),
                call.text("lastName"),
                call.text("email"),
                role(call, "Technician"),
                !call.flag("enabled", true),
                call.flag("mfaEnabled", false),
                call.text("siteUid"),
                world.now());
        return Answer.json(200, renderSeed(datto.replace(changed)));
    }

    Answer delete(DattoCall call) {
        requireAdministrator(call);
        datto.deleteUser(find(call).uid());
        return Answer.empty(204);
    }

    private static String role(DattoCall call, @Nullable String otherwise) {
        String role = otherwise == null ? call.requiredText("role") : call.textOr("role", otherwise);
        if (!ROLES.contains(role)) {
            throw new DattoRefusal(400, "role must be one of Admin, Technician, Read-Only");
        }
        return role;
    }

    private RmmUser find(DattoCall call) {
        return datto.user(call.argument(0))
                .filter(user -> user.accountUid().equals(call.key().accountUid()))
                .orElseThrow(() -> new DattoRefusal(404, "User was not found"));
    }

    private Map<String, @Nullable Object> render(RmmUser user) {
        return Json.object(
                "firstName", user.firstName(),
                "lastName", user.lastName(),
                "username", user.username(),
                "email", user.email(),
                "telephone", user.telephone(),
                "status", user.status(),
                "created", DattoTime.render(user.created(), world.switches()),
                "lastAccess", DattoTime.render(user.lastAccess(), world.switches()),
                "disabled", user.disabled());
    }

    private static Map<String, @Nullable Object> renderSeed(RmmUser user) {
        return Json.object(
                "uid", user.uid(),
                "username", user.username(),
                "email", user.email(),
                "firstName", user.firstName(),
                "lastName", user.lastName(),
                "role", user.role(),
                "enabled", !user.disabled(),
                "mfaEnabled", user.mfaEnabled(),
                "siteUid", user.siteUid(),
                "createdAt", user.created().toString(),
                "updatedAt", user.updated().toString());
    }
}
