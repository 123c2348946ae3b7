package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Datto RMM: every status there is, with every kind of body, and addresses that no request ever reaches. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class EveryDattoAnswerTest {

    /**
     * What a body may be; the variant to return is part of the site's uid, so that many can be requested at a time.
     */
    enum Body {
        JSON,
        EMPTY,
        PAGE,
        TEXT
    }

    private static final List<Integer> STATUSES =
            IntStream.rangeClosed(200, 599).boxed().toList();
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final StandingClock clock = new StandingClock();
    private StubServer server;
    private VendorHttp http;

    @BeforeAll
    void open() {
        server = new StubServer(EveryDattoAnswerTest::reply);
        http = VendorHttp.of(AllowedHosts.of(List.of(server.hostAndPort())), SHORT, Duration.ofSeconds(30));
    }

    @AfterAll
    void close() {
        http.close();
        server.close();
    }

    private static Reply reply(Received request) {
        if (request.path().equals("/auth/oauth/token")) {
            return Reply.json("{\"access_token\":\"a-token\",\"expires_in\":360000}");
        }
        var variant = request.path().split("/")[4].split("-", 2);
        int status = Integer.parseInt(variant[0]);
        return switch (Body.valueOf(variant[1])) {
            case JSON -> Reply.json(status, "{\"uid\":\"%s-%s\",\"name\":\"Site\"}".formatted(variant[0], variant[1]));
            case EMPTY -> Reply.of(status, Map.of(), "");
            case PAGE -> Reply.html(status);
            case TEXT -> Reply.of(status, Map.of("Content-Type", "text/plain"), "Go away");
        };
    }

    @Test
    void everyStatusWithEveryBody() throws Exception {
        var table = new AnswerTable("status", "JSON", "empty", "web page", "text").fill(STATUSES, status -> {
            var cells = new ArrayList<String>();
            for (var body : Body.values()) {
                cells.add(cell(status, body));
            }
            return cells;
        });

        table.publish("every-datto-answer");
    }

    private String cell(int status, Body body) {
        var client = client(http, server.origin());
        var uid = status + "-" + body;
        var read = client.site(uid);
        Safety.ofRead(read, uid);
        // Statuses without a body have none, whatever was set.
        boolean empty = body == Body.EMPTY || status == 204;
        var create = client.createSiteVariable(uid, "name", "value");
        Safety.ofChange(create, status, empty || body == Body.JSON);
        assertThat(Verdict.of(client(http, server.origin()).updateSiteVariable(uid, 1, "name", "value")))
                .isEqualTo(Verdict.of(create));
        assertThat(Verdict.of(client(http, server.origin()).deleteSiteVariable(uid, 1)))
                .isEqualTo(Verdict.of(create));
        return AnswerTable.both(Verdict.of(read), Verdict.of(create));
    }

    @Test
    void whatNeverLeftChangedNothing() {
        try (var gone = new StubServer(EveryDattoAnswerTest::reply)) {
            var addresses = new ArrayList<>(List.of(server.origin().replace("http:", "https:")));
            gone.close();
            addresses.add(gone.origin());
            addresses.add("https://no-such-platform.invalid");
            addresses.add("http://10.0.0.1");
            var listed = List.of(server.hostAndPort(), gone.hostAndPort(), "no-such-platform.invalid:443");
            try (var own = VendorHttp.of(AllowedHosts.of(listed), SHORT, Duration.ofSeconds(10))) {
                for (var address : addresses) {
                    var client = client(own, address);
                    Safety.ofRead(client.site("any"), address);
                    Safety.ofUnsentChange(client.createSiteVariable("any", "name", "value"), address);
                }
            }
        }
    }

    private DattoRmmClient client(VendorHttp over, String address) {
        return DattoRmmClients.of(
                over, new DattoCredentials(address, Secret.of("KEY"), Secret.of("a-secret-key"), null), clock);
    }
}
