package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.GravityZoneUser;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Accounts of Control Center. E-mail addresses are unique in the cloud; no mail is sent. */
final class AccountsService implements Service {

    private static final int PER_PAGE_MAX = 100;
    private static final Set<Integer> ROLES = Set.of(1, 2, 3, 4, 5);
    private static final int CUSTOM_ROLE = 5;
    private static final int PASSWORD_MIN = 12;

    private final GravityZoneWorld cloud;
    private final Reach reach;
    private final GravityZonePages pages;

    AccountsService(World world, Reach reach, GravityZonePages pages) {
        this.cloud = world.gravityZone();
        this.reach = reach;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer
                ? Map.of()
                : Map.of(
                        "getAccountsList", this::list,
                        "getAccountDetails", this::details,
                        "createAccount", this::create,
                        "updateAccount", this::update,
                        "deleteAccount", this::delete);
    }

    private Object list(Caller caller, Params params) {
        var wanted = pages.read(params, PER_PAGE_MAX);
        Company company = companyOf(caller, params);
        params.done();
        return pages.page(caller, wanted, cloud.users(company.id()), user -> render(user, company));
    }

    private Company companyOf(Caller caller, Params params) {
        return reach.inside(caller, reach.companyOrOwn(caller, params, "companyId"), "companyId");
    }

    private Object details(Caller caller, Params params) {
        GravityZoneUser user = find(caller, params);
        params.done();
        return render(user, cloud.company(user.companyId()).orElseThrow());
    }

    private Object create(Caller caller, Params params) {
        Company company = companyOf(caller, params);
        String email = email(params.requiredText("email"));
        if (!params.object("profile").has("fullName")) {
            throw params.missing("profile.fullName");
        }
        GravityZoneUser user = read(
                params,
                new GravityZoneUser(cloud.ids().next(), company.id(), email, "", "GMT", "en_US", 1, Map.of(), null));
        params.done();
        if (cloud.emailIsTaken(email)) {
            throw JsonRpcError.invalidParams("An account with this email already exists");
        }
        return cloud.put(user).id();
    }

    private Object update(Caller caller, Params params) {
        GravityZoneUser known = find(caller, params);
        params.ignoring("companyId");
        String email = params.text("email").map(AccountsService::email).orElse(known.email());
        GravityZoneUser changed = read(params, known);
        params.done();
        if (!email.equalsIgnoreCase(known.email()) && cloud.emailIsTaken(email)) {
            throw JsonRpcError.invalidParams("An account with this email already exists");
        }
        cloud.put(new GravityZoneUser(
                known.id(),
                known.companyId(),
                email,
                changed.fullName(),
                changed.timezone(),
                changed.language(),
                changed.role(),
                changed.rights(),
                changed.phoneNumber()));
        return true;
    }

    private static String email(String text) {
        if (!text.matches("[^@\\s]+@[^@\\s]+")) {
            throw JsonRpcError.invalidValue("email");
        }
        return text;
    }

    private static GravityZoneUser read(Params params, GravityZoneUser base) {
        Params profile = params.object("profile");
        int role = params.numberOf("role", base.role(), ROLES);
        if (role == CUSTOM_ROLE && !params.has("rights") && base.rights().isEmpty()) {
            throw params.missing("rights");
        }
        var rights = new TreeMap<>(base.rights());
        JsonNode wanted = params.objectOrNull("rights");
        if (wanted != null) {
            wanted.properties()
                    .forEach(
                            entry -> rights.put(entry.getKey(), entry.getValue().asBoolean(false)));
        }
        var user = new GravityZoneUser(
                base.id(),
                base.companyId(),
                base.email(),
                profile.text("fullName").orElse(base.fullName()),
                profile.text("timezone").orElse(base.timezone()),
                profile.text("language").orElse(base.language()),
                role,
                rights,
                params.text("phoneNumber").orElse(base.phoneNumber()));
        profile.done();
        params.text("password").filter(password -> !isStrong(password)).ifPresent(_ -> {
            throw params.invalid("password", "12 characters of four kinds are expected");
        });
        params.ignoring("targetIds");
        return user;
    }

    private static boolean isStrong(String password) {
        return password.length() >= PASSWORD_MIN
                && password.chars().anyMatch(Character::isUpperCase)
                && password.chars().anyMatch(Character::isLowerCase)
                && password.chars().anyMatch(Character::isDigit)
                && password.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
    }

    private @Nullable Object delete(Caller caller, Params params) {
        GravityZoneUser user = find(caller, params);
        params.done();
        cloud.deleteUser(user.id());
        return null;
    }

    private GravityZoneUser find(Caller caller, Params params) {
        String id = params.requiredText("accountId");
        return cloud.user(id)
                .filter(user -> cloud.isWithin(caller.company().id(), user.companyId()))
                .orElseThrow(() -> reach.outOfReach(cloud.user(id).isPresent(), "accountId"));
    }

    private static Map<String, @Nullable Object> render(GravityZoneUser user, Company company) {
        return Json.object(
                "id", user.id(),
                "email", user.email(),
                "profile",
                        Json.object(
                                "fullName", user.fullName(),
                                "timezone", user.timezone(),
                                "language", user.language()),
                "role", user.role(),
                "rights", user.rights(),
                "companyName", company.name(),
                "companyId", company.id());
    }
}
