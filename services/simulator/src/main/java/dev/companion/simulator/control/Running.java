package dev.companion.simulator.control;

import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.scenario.LifeClock;
import dev.companion.simulator.traffic.RequestJournal;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.DattoAccount;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.simulator.world.row.GravityZoneKey;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Control of the simulation itself: faults, switches, journal, time, life, scenes. */
final class Running {

    private static final long PROBABILITY_ALWAYS = 1;
    private static final int BULK_MAX = 200_000;

    private final World world;
    private final RequestJournal journal;
    private final LifeClock life;
    private final Runnable forgiveLimits;
    private final Consumer<String> setScene;

    Running(World world, RequestJournal journal, LifeClock life, Runnable forgiveLimits, Consumer<String> setScene) {
        this.world = world;
        this.journal = journal;
        this.life = life;
        this.forgiveLimits = forgiveLimits;
        this.setScene = setScene;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/faults",
                        "rules in force with what is left of their counts",
                        ask -> Json.object("faults", world.faults().all())),
                new Route(
                        "POST",
                        "/faults",
                        "add {api, method, kind, count? (absent: for ever), skip?, probability?, account?,"
                                + " afterEffect?, and of the kind: millis, status, retryAfter, body, bytes, rows, code,"
                                + " message, details}",
                        this::inject),
                new Route("DELETE", "/faults", "remove every rule", this::clearFaults),
                new Route("DELETE", "/faults/{id}", "remove one rule", this::removeFault),
                new Route("GET", "/switches", "profile, and every switch with value and choices", this::switches),
                new Route(
                        "PUT",
                        "/switches",
                        "set {profile? (forgets single values), and any switch by name}",
                        this::setSwitches),
                new Route(
                        "GET",
                        "/journal",
                        "requests after ?since=N, at most ?max=1000 of them, with counts by method",
                        this::readJournal),
                new Route("DELETE", "/journal", "forget requests, counts and rates", ask -> {
                    journal.clear();
                    return null;
                }),
                new Route(
                        "GET",
                        "/rates",
                        "most requests seen in any sliding window by api, account and bucket, and 429s given",
                        ask -> Json.object("rates", journal.rates())),
                new Route("DELETE", "/limits", "empty every window and lift every block", ask -> {
                    forgiveLimits.run();
                    return null;
                }),
                new Route("POST", "/clock", "advance the vendors' time {advance: PT10M}", this::advance),
                new Route("GET", "/life", "whether the world changes on its own", this::lifeState),
                new Route("POST", "/life", "switch it {enabled}", this::setLife),
                new Route("POST", "/reset", "start again {scenario: demo or empty}", this::reset),
                new Route(
                        "POST",
                        "/seed",
                        "grow {sites?, companies?, account?, parentId?, tenants? (new MSPs of that size each)}",
                        this::seed));
    }

    private Object inject(Ask ask) {
        ask.allowing(
                "api",
                "method",
                "kind",
                "count",
                "skip",
                "probability",
                "account",
                "afterEffect",
                "millis",
                "status",
                "retryAfter",
                "body",
                "bytes",
                "rows",
                "code",
                "message",
                "details",
                "about");
        String kind = ask.requiredText("kind");
        if (Arrays.stream(FaultKind.values()).noneMatch(each -> each.name().equals(kind))) {
            throw new ControlRefusal(400, "kind must be one of " + Arrays.toString(FaultKind.values()));
        }
        Fault fault = Fault.of(
                FaultKind.valueOf(kind),
                ask.text("api").orElse("*"),
                ask.text("method").orElse("*"));
        for (String name : Fault.PARAMETERS) {
            JsonNode value = ask.body().path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                fault = fault.with(name, value.asString());
            }
        }
        JsonNode probability = ask.body().path("probability");
        var whole = new Fault(
                0,
                fault.api(),
                fault.method(),
                fault.kind(),
                ask.number("skip").orElse(0),
                ask.number("count").orElse(null),
                probability.isNumber() ? probability.doubleValue() : PROBABILITY_ALWAYS,
                ask.text("account").orElse(null),
                ask.flag("afterEffect").orElse(false),
                fault.parameters());
        return world.faults().inject(whole);
    }

    private @Nullable Object clearFaults(Ask ask) {
        world.faults().clear();
        return null;
    }

    private @Nullable Object removeFault(Ask ask) {
        String id = ask.argument(0);
        if (!id.matches("\\d{1,18}") || !world.faults().remove(Long.parseLong(id))) {
            throw ControlRefusal.notFound("fault " + id);
        }
        return null;
    }

    private Object switches(Ask ask) {
        var all = Json.object("profile", world.switches().profile().name());
        Map<String, String> values = world.switches().all();
        for (Switch each : Switch.values()) {
            all.put(each.key(), Json.object("value", values.get(each.key()), "choices", each.choices()));
        }
        return all;
    }

    private Object setSwitches(Ask ask) {
        return world.change(() -> {
            ask.text("profile").ifPresent(name -> world.switches().useProfile(profile(name)));
            for (var field : ask.body().properties()) {
                if (!field.getKey().equals("profile")) {
                    Switch which = Switch.named(field.getKey())
                            .orElseThrow(() -> new ControlRefusal(400, "there is no switch " + field.getKey()));
                    world.switches().set(which, field.getValue().asString());
                }
            }
            return switches(ask);
        });
    }

    private static Profile profile(String name) {
        try {
            return Profile.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ControlRefusal(400, "profile must be real or seed");
        }
    }

    private Object readJournal(Ask ask) {
        long since = number(ask, "since", 0);
        long max = number(ask, "max", 1_000);
        return Json.object("entries", journal.since(since).stream().limit(max).toList(), "counts", journal.counts());
    }

    private static long number(Ask ask, String parameter, long otherwise) {
        String value = ask.query().get(parameter);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,18}")) {
            throw new ControlRefusal(400, parameter + " must be a whole number");
        }
        return Long.parseLong(value);
    }

    private Object advance(Ask ask) {
        ask.allowing("advance");
        try {
            Duration by = Duration.parse(ask.requiredText("advance"));
            if (by.isNegative()) {
                throw new ControlRefusal(400, "time does not go back");
            }
            world.moveClock(by);
        } catch (DateTimeParseException e) {
            throw new ControlRefusal(400, "advance must be a duration such as PT10M");
        }
        return Json.object("time", world.now().toString());
    }

    private Object lifeState(Ask ask) {
        return Json.object("enabled", life.isEnabled());
    }

    private Object setLife(Ask ask) {
        ask.allowing("enabled");
        life.enable(ask.flag("enabled").orElseThrow(() -> new ControlRefusal(400, "enabled is required")));
        return lifeState(ask);
    }

    private Object reset(Ask ask) {
        ask.allowing("scenario");
        String name = ask.text("scenario").orElse("demo");
        world.change(() -> {
            world.clear();
            setScene.accept(name);
        });
        journal.clear();
        forgiveLimits.run();
        return Json.object("scenario", name);
    }

    private Object seed(Ask ask) {
        ask.allowing("sites", "companies", "account", "parentId", "tenants");
        int sites = ask.number("sites").orElse(0);
        int companies = ask.number("companies").orElse(0);
        int tenants = ask.number("tenants").orElse(0);
        long rows = (long) Math.max(1, tenants) * ((long) sites + companies);
        if (sites < 0 || companies < 0 || tenants < 0 || rows > BULK_MAX) {
            throw new ControlRefusal(400, "at most " + BULK_MAX + " rows at a time");
        }
        var bulk = new BulkSeed(world);
        return world.change(() -> {
            if (tenants > 0) {
                return Json.object("tenants", bulk.addTenants(tenants, sites, companies));
            }
            if (sites > 0) {
                bulk.addSites(ask.text("account").orElseGet(this::firstAccount), sites);
            }
            if (companies > 0) {
                bulk.addCompanies(ask.text("parentId").orElseGet(this::firstRoot), companies);
            }
            return Json.object("sites", sites, "companies", companies);
        });
    }

    private String firstAccount() {
        return world.datto().accounts().stream()
                .findFirst()
                .map(DattoAccount::uid)
                .orElseThrow(() -> new ControlRefusal(409, "there is no Datto account yet"));
    }

    private String firstRoot() {
        return world.gravityZone().keys().stream()
                .findFirst()
                .map(GravityZoneKey::companyId)
                .orElseThrow(() -> new ControlRefusal(409, "there is no GravityZone key yet"));
    }
}
