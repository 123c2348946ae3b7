package dev.companion.simulator.control;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.HttpPort;
import dev.companion.simulator.http.Reply;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.scenario.LifeClock;
import dev.companion.simulator.traffic.RequestJournal;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The control port: a table of calls, which is also its help page. Every change is durable before it is answered. */
public final class ControlApi implements HttpPort.Handler {

    private final World world;
    private final List<Route> routes = new ArrayList<>();

    /**
     * @param forgiveLimits empties the vendors' rate windows
     * @param setScene fills an empty world with the scenario of that name; refuses any other
     */
    public ControlApi(
            World world, RequestJournal journal, LifeClock life, Runnable forgiveLimits, Consumer<String> setScene) {
        this.world = world;
        var view = new WorldView(world);
        routes.add(new Route("GET", "/world", "everything", view::all));
        routes.add(new Route("GET", "/world/sites", "with variables; ?account= ?name=", view::sites));
        routes.add(new Route("GET", "/world/users", "?account=", view::users));
        routes.add(new Route("GET", "/world/variables", "?site= ?name=", view::variables));
        routes.add(new Route("GET", "/world/companies", "of every tenant; ?name=", view::companies));
        routes.add(new Route("GET", "/world/packages", "with links and readiness; ?company= ?name=", view::packages));
        routes.add(new Route("GET", "/world/keys", "by name, without their values", view::keys));
        routes.addAll(new DattoEdits(world, view).routes());
        routes.addAll(new GravityZoneEdits(world, view).routes());
        routes.addAll(new Running(world, journal, life, forgiveLimits, setScene).routes());
    }

    @Override
    public Reply handle(Request request) {
        return Reply.whole(answer(request));
    }

    private Answer answer(Request request) {
        var stranger = Strangers.refusal(request);
        if (stranger != null) {
            return refusal(stranger.status(), String.valueOf(stranger.getMessage()));
        }
        if (request.method().equals("GET") && request.path().equals("/")) {
            return Answer.text(200, "text/plain; charset=utf-8", help());
        }
        try {
            boolean knownPath = false;
            for (Route route : routes) {
                Optional<List<String>> arguments = route.argumentsIn(request.path());
                knownPath |= arguments.isPresent();
                if (arguments.isPresent() && route.method().equals(request.method())) {
                    return run(route, arguments.get(), request);
                }
            }
            return refusal(knownPath ? 405 : 404, "no such call; GET / lists them all");
        } catch (ControlRefusal refusal) {
            return refusal(refusal.status(), String.valueOf(refusal.getMessage()));
        } catch (IllegalArgumentException e) {
            return refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer run(Route route, List<String> arguments, Request request) {
        JsonNode body = request.json();
        if (body == null || !body.isObject()) {
            return refusal(400, "the body is not a JSON object");
        }
        var ask = new Ask(arguments, request.query(), body);
        Object result = route.method().equals("GET")
                ? route.action().run(ask)
                : world.change(() -> route.action().run(ask));
        return Answer.json(200, result == null ? Json.object("done", true) : result);
    }

    private static Answer refusal(int status, String message) {
        return Answer.json(status, Json.object("error", message));
    }

    /** One line for each call, as {@code GET /} shows it. */
    String help() {
        var text = new StringBuilder("Control port of the vendor simulator. Bodies and answers are JSON.\n\n");
        for (Route route : routes) {
            text.append(String.format("%-7s %-36s %s%n", route.method(), route.template(), route.help()));
        }
        return text.toString();
    }
}
