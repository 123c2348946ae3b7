package dev.companion.console.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.deletions.ObservedKind;
import dev.companion.rmm.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
@Timeout(30)
class StreamTest {

    private record Told(String name, String id) {}

    @Autowired
    private Tenancy tenancy;

    @LocalServerPort
    private int port;

    @Test
    void manyChangesOfOneKindAreToldOnce() throws Exception {
        var tenant = tenancy.connected();
        try (var stream = new Open(tenant.api.cookie(), null)) {
            assertThat(stream.next().name()).isEqualTo("hello");

            for (int i = 0; i < 100; i++) {
                tenant.site("s" + i, "Site");
            }
            tenant.feed().tenant(tenant.id, Recorded.tenant(tenant.id, "M"));
            var told = 0;
            for (var next = stream.nextBut("alive"); !next.name().equals("settings"); next = stream.nextBut("alive")) {
                assertThat(next.name()).isEqualTo("sites");
                told++;
            }

            // A few where the changes fell into more than one gathering, never one for each.
            assertThat(told).isBetween(1, 10);
        }
    }

    @Test
    void usersAndHeldDeletionsAreToldByTheirOwnNames() throws Exception {
        var tenant = tenancy.connected();
        try (var stream = new Open(tenant.api.cookie(), null)) {
            stream.next();

            tenant.user(User.newBuilder(Recorded.user(tenant.id, "u1", "ada")));
            stream.nextNamed("users");
            tenant.hold(ObservedKind.USERS, "set-1", 9, "u1");
            stream.nextNamed("holds");
        }
    }

    @Test
    void aStreamGoesOnWhereItWas() throws Exception {
        var tenant = tenancy.connected();
        String seen;
        try (var stream = new Open(tenant.api.cookie(), null)) {
            stream.next();
            tenant.site("s1", "Site");
            seen = stream.nextNamed("sites").id();
            tenant.feed().tenant(tenant.id, Recorded.tenant(tenant.id, "M"));
            stream.nextNamed("settings");
        }

        try (var stream = new Open(tenant.api.cookie(), seen)) {
            assertThat(stream.next().name()).isEqualTo("settings");
        }
    }

    @Test
    void aStreamThatWasAwayForTooLongBeginsAnew() throws Exception {
        var tenant = tenancy.connected();
        try (var stream = new Open(tenant.api.cookie(), "earlier-process-17")) {
            assertThat(stream.next().name()).isEqualTo("reset");
        }
    }

    @Test
    void nobodyHearsOfAnotherTenant() throws Exception {
        var tenant = tenancy.connected();
        var stranger = tenancy.connected();
        try (var stream = new Open(tenant.api.cookie(), null);
                var theirs = new Open(stranger.api.cookie(), null)) {
            stream.next();
            theirs.next();

            stranger.site("s1", "Secret");
            theirs.nextNamed("sites");
            tenant.feed().tenant(tenant.id, Recorded.tenant(tenant.id, "M"));

            assertThat(stream.nextBut("alive").name()).isEqualTo("settings");
        }
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        var tenant = tenancy.connected();
        try (var stream = new Open(tenant.api.cookie(), null)) {
            stream.next();

            assertThat(tenant.api.delete("/api/session", null).status()).isEqualTo(204);

            assertThat(stream.isOver()).isTrue();
        }
    }

    private final class Open implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Stream<String> lines;
        private final Iterator<String> line;

        Open(String cookie, String lastEventId) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/stream"))
                    .header("Cookie", cookie)
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            var response = http.send(request.build(), BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            lines = response.body();
            line = lines.iterator();
        }

        Told next() {
            String name = "";
            String id = null;
            while (line.hasNext()) {
                var text = line.next();
                if (text.startsWith("event:")) {
                    name = text.substring(6).strip();
                } else if (text.startsWith("id:")) {
                    id = text.substring(3).strip();
                } else if (text.isEmpty() && !name.isEmpty()) {
                    return new Told(name, id);
                }
            }
            throw new AssertionError("the stream is over");
        }

        Told nextNamed(String name) {
            var told = next();
            while (!told.name().equals(name)) {
                told = next();
            }
            return told;
        }

        Told nextBut(String name) {
            var told = next();
            while (told.name().equals(name)) {
                told = next();
            }
            return told;
        }

        boolean isOver() {
            while (line.hasNext()) {
                line.next();
            }
            return true;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
