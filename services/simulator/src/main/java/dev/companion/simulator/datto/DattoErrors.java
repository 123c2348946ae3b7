package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import java.util.Map;

/** Error answers, in each of the undocumented forms. */
final class DattoErrors {

    private static final Map<Integer, String> PHRASES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            409, "Conflict",
            429, "Too Many Requests",
            500, "Internal Server Error");

    private final World world;

    DattoErrors(World world) {
        this.world = world;
    }

    Answer answer(int status, String message, String path) {
        String phrase = PHRASES.getOrDefault(status, "Error");
        return switch (world.switches().value(Switch.DATTO_ERROR_BODY)) {
            case "MESSAGE" -> Answer.json(status, Json.object("message", message));
            case "TITLE" -> Answer.json(status, Json.object("title", phrase, "status", status, "detail", message));
            case "EMPTY" -> Answer.empty(status);
            case "HTML" -> Answer.html(status, status + " " + phrase);
            default ->
                Answer.json(
                        status,
                        Json.object(
                                "timestamp",
                                world.now().toEpochMilli(),
                                "status",
                                status,
                                "error",
                                phrase,
                                "message",
                                message,
                                "path",
                                path));
        };
    }
}
