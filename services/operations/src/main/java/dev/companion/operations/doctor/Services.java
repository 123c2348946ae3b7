package dev.companion.operations.doctor;

import dev.companion.operations.domain.check.Samples;
import dev.companion.operations.domain.check.ServiceRules.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks running services by their management ports. */
final class Services implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String METRICS = "/actuator/prometheus";
    private static final long BYTES_MAX = 16 * 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(WITHIN).build();

    /**
     * A service's readiness, the time that it has, and what it measures.
     *
     * @param trouble why nothing was measured; null if it was, or if the service does not answer at all
     */
    record Asked(
            Readiness readiness,
            Optional<Instant> time,
            Optional<Samples> samples,
            @Nullable String trouble) {}

    /** @param address base address of a management port */
    Asked ask(String service, String address) throws InterruptedException {
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            var response = get(base + READINESS);
            return measured(
                    base,
                    new Readiness(service, base, response.statusCode(), because(response.body())),
                    time(response));
        } catch (IOException | IllegalArgumentException e) {
            return new Asked(new Readiness(service, base, 0, said(e)), Optional.empty(), Optional.empty(), null);
        }
    }

    private Asked measured(String base, Readiness readiness, Optional<Instant> time) throws InterruptedException {
        try {
            var response = get(base + METRICS);
            return response.statusCode() == 200
                    ? new Asked(readiness, time, Optional.of(Samples.parse(response.body())), null)
                    : new Asked(readiness, time, Optional.empty(), "HTTP " + response.statusCode());
        } catch (IOException e) {
            return new Asked(readiness, time, Optional.empty(), said(e));
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(WITHIN).build(),
                BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Optional<Instant> time(HttpResponse<?> response) {
        return response.headers().firstValue("Date").flatMap(date -> {
            try {
                return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /** The parts that are not up, each with what it says. */
    private static String because(String body) {
        try {
            var parts = new ArrayList<String>();
            collect("", JsonMapper.shared().readTree(body), parts);
            return parts.isEmpty() ? "it does not say why" : String.join("; ", parts);
        } catch (JacksonException e) {
            return "its answer is not that of a service of ours";
        }
    }

    private static void collect(String name, JsonNode health, ArrayList<String> parts) {
        var inner = health.path("components");
        if (inner.isObject()) {
            inner.properties().forEach(part -> collect(part.getKey(), part.getValue(), parts));
            return;
        }
        if (!health.path("status").asString("UP").equals("UP")) {
            parts.add("%s %s".formatted(name, health.has("details") ? health.get("details") : health.path("status")));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
