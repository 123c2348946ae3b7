package dev.companion.contract;

import dev.companion.simulator.Simulator;
import dev.companion.vendor.LenientJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The simulator's control calls over HTTP, as its README documents them. */
final class ControlPort implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    ControlPort(Simulator simulator) {
        this.address = simulator.controlUrl();
    }

    void post(String path, Map<String, ?> body) {
        send("POST", path, LenientJson.write(body));
    }

    void patch(String path, Map<String, ?> body) {
        send("PATCH", path, LenientJson.write(body));
    }

    void put(String path, Map<String, ?> body) {
        send("PUT", path, LenientJson.write(body));
    }

    void delete(String path) {
        send("DELETE", path, "");
    }

    private void send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
