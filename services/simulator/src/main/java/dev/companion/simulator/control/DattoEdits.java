package dev.companion.simulator.control;

import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.DattoAccount;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.Site;
import dev.companion.simulator.world.row.SiteVariable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person can do in Datto's portal, and a few things that no person can. */
final class DattoEdits {

    private static final String SITES = "/world/sites";
    private static final String SITE = SITES + "/{uid}";
    private static final String USERS = "/world/users";
    private static final String VARIABLE = "/world/variables/{id}";

    private final World world;
    private final DattoWorld datto;
    private final WorldView view;

    DattoEdits(World world, WorldView view) {
        this.world = world;
        this.datto = world.datto();
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", SITES, "create {name, account?, uid?, onDemand?, devices?}", this::createSite),
                new Route(
                        "PATCH",
                        SITE,
                        "change {name?, description?, onDemand? (null: unsaid), devices?, hiddenFrom? (key names or *)}",
                        this::changeSite),
                new Route("DELETE", SITE, "delete with its variables", this::deleteSite),
                new Route("POST", SITE + "/variables", "create {name, value, masked?}", this::createVariable),
                new Route("PATCH", VARIABLE, "change {name?, value?}", this::changeVariable),
                new Route("DELETE", VARIABLE, "delete", this::deleteVariable),
                new Route("POST", USERS, "create {username, firstName, lastName, role?, account?}", this::createUser),
                new Route(
                        "PATCH",
                        USERS + "/{uid}",
                        "change {username?, firstName?, lastName?, email?, role?, disabled?}",
                        this::changeUser),
                new Route("DELETE", USERS + "/{uid}", "delete", this::deleteUser),
                new Route(
                        "POST",
                        "/world/activities",
                        "add a log line {entity, category, action, site?, details?, account?}",
                        this::addActivity),
                new Route("POST", "/world/accounts", "create {uid, name}", this::createAccount),
                new Route(
                        "POST",
                        "/world/keys/datto",
                        "create {name, apiKey, apiSecretKey, username, account?, administrator?}",
                        this::createKey),
                new Route("PATCH", "/world/keys/datto/{name}", "change {revoked?, administrator?}", this::changeKey),
                new Route(
                        "DELETE",
                        "/world/keys/datto/{name}/tokens",
                        "make every token of the key worthless",
                        this::revokeTokens));
    }

    private String account(Ask ask) {
        return ask.text("account")
                .orElseGet(() -> datto.accounts().stream()
                        .findFirst()
                        .map(DattoAccount::uid)
                        .orElseThrow(() -> new ControlRefusal(409, "there is no Datto account yet")));
    }

    private Object createAccount(Ask ask) {
        ask.allowing("uid", "name");
        String uid = ask.requiredText("uid");
        if (datto.account(uid).isPresent()) {
            throw new ControlRefusal(409, "account " + uid + " exists");
        }
        return datto.addAccount(uid, ask.requiredText("name"));
    }

    private Object createSite(Ask ask) {
        ask.allowing("name", "account", "uid", "onDemand", "devices");
        Boolean onDemand = ask.has("onDemand") ? ask.flag("onDemand").orElse(null) : Boolean.FALSE;
        String name = ask.requiredText("name");
        String uid = ask.text("uid").orElse(null);
        Site site = uid == null
                ? datto.addSite(account(ask), name, onDemand)
                : datto.addSiteWithUid(requireFree(uid), account(ask), name, onDemand);
        int devices = ask.number("devices").orElse(0);
        return view.site(datto.replace(site.withDevices(devices, devices)));
    }

    private String requireFree(String uid) {
        if (datto.site(uid).isPresent()) {
            throw new ControlRefusal(409, "site " + uid + " exists");
        }
        return uid;
    }

    private Site site(Ask ask) {
        return datto.site(ask.argument(0)).orElseThrow(() -> ControlRefusal.notFound("site " + ask.argument(0)));
    }

    private Object changeSite(Ask ask) {
        ask.allowing("name", "description", "onDemand", "devices", "hiddenFrom");
        Site site = site(ask);
        @Nullable Boolean onDemand = ask.has("onDemand") ? ask.flag("onDemand").orElse(null) : site.onDemand();
        Site changed = site.with(
                ask.text("name").orElse(site.name()),
                ask.has("description") ? ask.text("description").orElse(null) : site.description(),
                site.notes(),
                onDemand,
                site.splashtopAutoInstall());
        int devices = ask.number("devices").orElse(site.devices());
        Set<String> hiddenFrom = ask.texts("hiddenFrom").orElse(site.hiddenFrom());
        return view.site(datto.replace(changed.withDevices(devices, Math.min(devices, site.onlineDevices()))
                .hiddenFrom(hiddenFrom)));
    }

    private @Nullable Object deleteSite(Ask ask) {
        datto.deleteSite(site(ask).uid());
        return null;
    }

    private Object createVariable(Ask ask) {
        ask.allowing("name", "value", "masked");
        return view.variable(datto.addVariable(
                site(ask).uid(),
                ask.requiredText("name"),
                ask.requiredText("value"),
                ask.flag("masked").orElse(false)));
    }

    private SiteVariable variable(Ask ask) {
        String id = ask.argument(0);
        return (id.matches("\\d{1,18}") ? datto.variable(Long.parseLong(id)) : Optional.<SiteVariable>empty())
                .orElseThrow(() -> ControlRefusal.notFound("variable " + id));
    }

    private Object changeVariable(Ask ask) {
        ask.allowing("name", "value");
        SiteVariable variable = variable(ask);
        return view.variable(datto.replace(variable.with(
                ask.text("name").orElse(variable.name()), ask.text("value").orElse(variable.value()))));
    }

    private @Nullable Object deleteVariable(Ask ask) {
        datto.deleteVariable(variable(ask).id());
        return null;
    }

    private Object createUser(Ask ask) {
        ask.allowing("username", "firstName", "lastName", "role", "account");
        String account = account(ask);
        String username = ask.requiredText("username");
        if (datto.userNamed(account, username).isPresent()) {
            throw new ControlRefusal(409, "user " + username + " exists");
        }
        RmmUser user = datto.addUser(
                account,
                username,
                ask.requiredText("firstName"),
                ask.requiredText("lastName"),
                ask.text("role").orElse("Technician"));
        datto.note(account, "USER", "user", "create.user", null, username, null);
        return view.user(user);
    }

    private RmmUser user(Ask ask) {
        return datto.user(ask.argument(0)).orElseThrow(() -> ControlRefusal.notFound("user " + ask.argument(0)));
    }

    private Object changeUser(Ask ask) {
        ask.allowing("username", "firstName", "lastName", "email", "role", "disabled");
        RmmUser user = user(ask);
        boolean disabled = ask.flag("disabled").orElse(user.disabled());
        RmmUser changed = datto.replace(user.with(
                ask.text("username").orElse(user.username()),
                ask.has("firstName") ? ask.text("firstName").orElse(null) : user.firstName(),
                ask.has("lastName") ? ask.text("lastName").orElse(null) : user.lastName(),
                ask.has("email") ? ask.text("email").orElse(null) : user.email(),
                ask.text("role").orElse(user.role()),
                disabled,
                user.mfaEnabled(),
                user.siteUid(),
                world.now()));
        if (disabled != user.disabled()) {
            String action = disabled ? "deactivate.user" : "activate.user";
            datto.note(user.accountUid(), "USER", "user", action, null, user.username(), null);
        }
        return view.user(changed);
    }

    private @Nullable Object deleteUser(Ask ask) {
        RmmUser user = user(ask);
        datto.deleteUser(user.uid());
        datto.note(user.accountUid(), "USER", "user", "delete.user", null, user.username(), null);
        return null;
    }

    private Object addActivity(Ask ask) {
        ask.allowing("entity", "category", "action", "site", "details", "account");
        Site site = ask.text("site").flatMap(datto::site).orElse(null);
        return Json.object(
                "id",
                datto.note(
                                account(ask),
                                ask.requiredText("entity"),
                                ask.requiredText("category"),
                                ask.requiredText("action"),
                                site,
                                null,
                                ask.text("details").orElse(null))
                        .id());
    }

    private Object createKey(Ask ask) {
        ask.allowing("name", "apiKey", "apiSecretKey", "username", "account", "administrator");
        String name = ask.requiredText("name");
        if (datto.keys().named(name).isPresent()
                || datto.keys().withApiKey(ask.requiredText("apiKey")).isPresent()) {
            throw new ControlRefusal(409, "a key of this name or value exists");
        }
        return view.key(datto.keys()
                .add(new DattoKey(
                        name,
                        ask.requiredText("apiKey"),
                        ask.requiredText("apiSecretKey"),
                        account(ask),
                        ask.requiredText("username"),
                        ask.flag("administrator").orElse(true),
                        false)));
    }

    private DattoKey key(Ask ask) {
        return datto.keys()
                .named(ask.argument(0))
                .orElseThrow(() -> ControlRefusal.notFound("Datto key " + ask.argument(0)));
    }

    private Object changeKey(Ask ask) {
        ask.allowing("revoked", "administrator");
        DattoKey key = key(ask);
        return view.key(datto.keys()
                .replace(key.with(
                        ask.flag("administrator").orElse(key.administrator()),
                        ask.flag("revoked").orElse(key.revoked()))));
    }

    private Object revokeTokens(Ask ask) {
        return Json.object("revoked", datto.keys().revokeTokens(key(ask).name()));
    }
}
