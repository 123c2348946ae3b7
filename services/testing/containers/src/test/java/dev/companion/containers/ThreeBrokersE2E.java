package dev.companion.containers;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compose file with three brokers: each of them is killed while sites are linked, and the others go on. */
@NeedsEngine
class ThreeBrokersE2E {

    private static final int SITES = 40;
    private static final int LINKS = 4;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);

    private static final ComposeStack STACK =
            new ComposeStack("companion-brokers", "docker-compose.yml", "docker-compose.three-brokers.yml");

    @BeforeAll
    static void start() {
        STACK.up();
    }

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @Test
    void eachBrokerMayBeKilledWhileSitesAreLinked() {
        var console = STACK.console();
        console.signIn(ComposeStack.credentials());
        console.connect(ComposeStack.credentials());
        console.awaitSites(SITES, SEEN_WITHIN);
        // As topics.yaml says: three replicas.
        STACK.compose("run", "--rm", "--no-deps", "commands", "admin", "topics", "check", "--replication", "3");

        for (var broker : new String[] {"kafka-2", "kafka-3", "kafka"}) {
            var links = LinkedSites.begin(console, STACK.vendors(), LINKS);
            STACK.compose("kill", broker);
            links.becomeReadyExactlyOnce();
            STACK.compose("start", broker);
            STACK.awaitHealthy();
        }
    }
}
