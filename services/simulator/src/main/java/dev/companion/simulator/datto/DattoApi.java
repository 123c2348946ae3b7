package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.traffic.Call;
import dev.companion.simulator.traffic.VendorApi;
import dev.companion.simulator.traffic.VendorDoor;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datto RMM: the token endpoint beside {@code /api}, and version 2 of the API below it. */
public final class DattoApi implements VendorApi {

    private static final String API = "/api";

    private final World world;
    private final DattoTokens tokens;
    private final DattoLimits limits;
    private final DattoErrors errors;
    private final AccountCalls account;
    private final UserCalls users;
    private final SiteCalls sites;
    private final DeviceCalls devices;
    private final VariableCalls variables;
    private final ActivityCalls activities;

    public DattoApi(World world) {
        this.world = world;
        this.tokens = new DattoTokens(world);
        this.limits = new DattoLimits(world.switches());
        this.errors = new DattoErrors(world);
        var pages = new DattoPages(world.switches());
        this.account = new AccountCalls(world, pages);
        this.users = new UserCalls(world, pages);
        this.sites = new SiteCalls(world, pages);
        this.devices = new DeviceCalls(world, sites, pages);
        this.variables = new VariableCalls(world, sites, pages);
        this.activities = new ActivityCalls(world, pages);
    }

    /** Clears every window and block, as if no request had been made yet. */
    public void forgive() {
        world.<@Nullable Void>read(() -> {
            limits.forgive();
            return null;
        });
    }

    @Override
    public String name() {
        return "datto";
    }

    @Override
    public Duration window() {
        return DattoLimits.WINDOW;
    }

    @Override
    public Call identify(Request request) {
        Optional<DattoOperation> operation = operation(request);
        DattoKey key = operation.filter(each -> each == DattoOperation.TOKEN).isPresent()
                ? tokens.namedIn(request)
                : tokens.bearer(request);
        String method = operation.map(DattoOperation::label).orElse(request.method() + " " + request.path());
        List<String> buckets =
                operation.filter(each -> each == DattoOperation.TOKEN).isPresent()
                        ? List.of("token")
                        : List.of(request.method().equals("GET") ? "reads" : "writes", method);
        return Call.of(
                request,
                method,
                operation.isPresent() ? buckets : buckets.subList(0, 1),
                key == null ? null : key.accountUid(),
                key == null ? null : Call.suffix(key.apiKey()),
                request.json());
    }

    private static Optional<DattoOperation> operation(Request request) {
        String path = request.path();
        return path.startsWith(API + "/")
                ? DattoOperation.find(request.method(), path.substring(API.length()))
                        .filter(each -> each != DattoOperation.TOKEN)
                : DattoOperation.find(request.method(), path).filter(each -> each == DattoOperation.TOKEN);
    }

    @Override
    public Answer answer(Call call) {
        Request request = call.request();
        try {
            if (world.read(() -> limits.isBlocked(request.remoteAddress(), world.now()))) {
                return blocked();
            }
            DattoOperation operation = operation(request).orElse(null);
            if (operation == DattoOperation.TOKEN) {
                return accessIsOff().orElseGet(() -> tokens.grant(request));
            }
            if (operation == DattoOperation.SYSTEM_STATUS) {
                return account.status();
            }
            if (request.path().equals(DattoTokens.LOG_IN) && request.method().equals("GET")) {
                return Answer.html(200, "Log in to Datto RMM");
            }
            if (!request.path().startsWith(API + "/") || request.path().startsWith(API + "/auth/")) {
                return errors.answer(404, "No such resource", request.path());
            }
            return admitted(call, operation);
        } catch (DattoRefusal refusal) {
            return errors.answer(refusal.status(), refusal.reason(), request.path());
        }
    }

    private Answer admitted(Call call, @Nullable DattoOperation operation) {
        Request request = call.request();
        DattoKey key = tokens.bearer(request);
        if (key == null) {
            return Answer.json(401, Json.object("error", "invalid_token", "error_description", "Invalid access token"))
                    .with("WWW-Authenticate", "Bearer realm=\"oauth2/client\", error=\"invalid_token\"");
        }
        Optional<Answer> off = accessIsOff();
        if (off.isPresent()) {
            return off.get();
        }
        String write = request.method().equals("GET")
                ? null
                : Optional.ofNullable(operation).map(DattoOperation::write).orElse("other");
        switch (world.read(() -> limits.admit(key, request.remoteAddress(), write, world.now()))) {
            case DattoLimits.Verdict.Blocked() -> {
                return blocked();
            }
            case DattoLimits.Verdict.TooMany(long retryAfter) -> {
                return tooMany(request, retryAfter);
            }
            case DattoLimits.Verdict.Admitted(long delayMillis) -> {
                if (delayMillis > 0) {
                    VendorDoor.pause(delayMillis);
                }
            }
        }
        boolean offered = operation != null
                && (!operation.isSeedOnly() || world.switches().is(Switch.DATTO_USER_ENDPOINTS, "ON"));
        String path = request.path().substring(API.length());
        if (operation == null || !offered) {
            boolean otherMethod = operation == null && DattoOperation.isKnownPath(path);
            return errors.answer(otherMethod ? 405 : 404, "No such resource", request.path());
        }
        var asked = new DattoCall(call, operation, operation.argumentsIn(path), key);
        return world.change(() -> dispatch(asked));
    }

    private Answer dispatch(DattoCall call) {
        return switch (call.operation()) {
            case ACCOUNT -> account.read(call);
            case ACCOUNT_USERS -> users.list(call);
            case ACCOUNT_SITES -> sites.list(call);
            case ACCOUNT_DEVICES -> devices.ofAccount(call);
            case ACCOUNT_COMPONENTS -> account.emptyList(call, "components");
            case ACCOUNT_ALERTS_OPEN, ACCOUNT_ALERTS_RESOLVED -> account.emptyList(call, "alerts");
            case ACCOUNT_MAPPINGS -> account.emptyList(call, "dnetSiteMappings");
            case ACCOUNT_VARIABLES, SITE_VARIABLES -> variables.list(call);
            case ACCOUNT_VARIABLE_CREATE, SITE_VARIABLE_CREATE -> variables.create(call);
            case ACCOUNT_VARIABLE_UPDATE, SITE_VARIABLE_UPDATE -> variables.update(call);
            case ACCOUNT_VARIABLE_DELETE, SITE_VARIABLE_DELETE -> variables.delete(call);
            case SITE_CREATE -> sites.create(call);
            case SITE -> sites.read(call);
            case SITE_UPDATE -> sites.update(call);
            case SITE_SETTINGS -> sites.settings(call);
            case SITE_PROXY_SET -> sites.setProxy(call);
            case SITE_PROXY_DELETE -> sites.deleteProxy(call);
            case SITE_DEVICES -> devices.ofSite(call);
            case SITE_INTERFACES -> emptySiteList(call, "devices");
            case SITE_FILTERS -> emptySiteList(call, "filters");
            case DEFAULT_FILTERS -> devices.filters(call);
            case SITE_ALERTS_OPEN, SITE_ALERTS_RESOLVED -> emptySiteList(call, "alerts");
            case ACTIVITY_LOGS -> activities.list(call);
            case SYSTEM_REQUEST_RATE -> Answer.json(200, limits.status(call.key(), world.now()));
            case SYSTEM_PAGINATION ->
                Answer.json(200, Json.object("max", world.switches().number(Switch.DATTO_PAGE_MAX)));
            case RESET_API_KEYS -> account.resetKeys(call);
            case SEED_USER_CREATE -> users.create(call);
            case SEED_USER -> users.read(call);
            case SEED_USER_UPDATE -> users.update(call);
            case SEED_USER_DELETE -> users.delete(call);
            case TOKEN, SYSTEM_STATUS -> throw new IllegalStateException("answered without a key");
        };
    }

    private Answer emptySiteList(DattoCall call, String arrayName) {
        sites.visible(call, call.argument(0));
        return account.emptyList(call, arrayName);
    }

    private Optional<Answer> accessIsOff() {
        if (world.switches().is(Switch.DATTO_IP_RESTRICTION, "403")) {
            return Optional.of(errors.answer(403, "Access from this address is not allowed", API));
        }
        return switch (world.switches().value(Switch.DATTO_API_ACCESS)) {
            case "OFF_401" -> Optional.of(errors.answer(401, "API access is disabled", API));
            case "OFF_403" -> Optional.of(errors.answer(403, "API access is disabled", API));
            default -> Optional.empty();
        };
    }

    private Answer tooMany(Request request, long retryAfterSeconds) {
        Answer answer = errors.answer(429, "Too many requests", request.path());
        return switch (world.switches().value(Switch.DATTO_RETRY_AFTER)) {
            case "SECONDS" -> answer.with("Retry-After", Long.toString(retryAfterSeconds));
            case "DATE" ->
                answer.with(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                world.now().plusSeconds(retryAfterSeconds).atOffset(ZoneOffset.UTC)));
            default -> answer;
        };
    }

    /** A firewall's page in front of the platform, not the platform's own words. */
    private static Answer blocked() {
        return Answer.html(403, "403 Forbidden");
    }

    @Override
    public Answer refuse(Call call, Fault fault) {
        String path = call.request().path();
        if (fault.kind() == FaultKind.RATE_LIMIT) {
            Answer answer = errors.answer(429, "Too many requests", path);
            long retryAfter = fault.number("retryAfter", 0);
            return retryAfter == 0 ? answer : answer.with("Retry-After", Long.toString(retryAfter));
        }
        int status = (int) fault.number("status", 403);
        return errors.answer(status, fault.text("message", "You are not authorized to access this resource"), path);
    }
}
