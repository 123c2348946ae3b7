package dev.companion.console.web.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.console.streams.PublicTopics;
import dev.companion.console.streams.TopicLook;
import dev.companion.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class StreamsApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private PublicTopics topics;

    @Test
    void topicsAreAsTheBrokersLastSaid() {
        topics.put(
                Recorded.AT,
                Map.of(
                        Topics.RMM_SITES.name(),
                        new TopicLook(Map.of(0, 3L), Map.of(0, 10L), Map.of(0, 900L), true, 1_000, Map.of("psa", 4L))));

        var answer = tenancy.connected().api.get("/api/streams").json();

        assertThat(answer.path("at").asString()).isEqualTo(Recorded.AT.toString());
        var sites = answer.path("topics").path(0);
        assertThat(sites.path("topic").asString()).isEqualTo(Topics.RMM_SITES.name());
        assertThat(sites.path("bytes").asLong()).isEqualTo(900);
        assertThat(sites.path("span").asLong()).isEqualTo(7);
        assertThat(sites.path("compaction").asString()).isEqualTo("OK");
        assertThat(sites.at("/slowest/group").asString()).isEqualTo("psa");
        assertThat(sites.at("/slowest/lag").asLong()).isEqualTo(4);
    }

    @Test
    void nothingIsToldToOneWhoIsNotSignedIn() {
        assertThat(tenancy.fresh().stranger().get("/api/streams").status()).isEqualTo(401);
    }
}
