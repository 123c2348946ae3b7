package dev.companion.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The compose file as a whole: from {@code docker compose up} to a ready link, through a kill, and to its end. */
@NeedsEngine
@TestMethodOrder(OrderAnnotation.class)
class ComposeStackE2E {

    /** Of the sample MSP. */
    private static final int SITES = 40;

    private static final int LINKS = 5;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);

    /** A broker needs longer to end than a service. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private static final ComposeStack STACK = new ComposeStack("companion-containers", "docker-compose.yml");

    @BeforeAll
    static void start() {
        STACK.up();
    }

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @Test
    @Order(1)
    void theMainJobThroughTheConsole() {
        var console = STACK.console();
        console.signIn(ComposeStack.credentials());
        console.connect(ComposeStack.credentials());
        console.awaitSites(SITES, SEEN_WITHIN);

        LinkedSites.begin(console, STACK.vendors(), LINKS).becomeReadyExactlyOnce();
    }

    @Test
    @Order(2)
    void servicesThatAreKilledWithLinksUnderWayGoOn() {
        var console = STACK.console();
        console.signIn(ComposeStack.credentials());
        var links = LinkedSites.begin(console, STACK.vendors(), LINKS);

        STACK.compose("kill", "provisioner", "mapper", "event-resolver");
        STACK.compose("start", "provisioner", "mapper", "event-resolver");

        links.becomeReadyExactlyOnce();
    }

    @Test
    @Order(3)
    void theCommandsOfAPersonFindNothingWrong() {
        assertThat(STACK.compose(
                        "run", "--rm", "--no-deps", "commands", "admin", "topics", "check", "--replication", "1"))
                .isNotBlank();
        STACK.compose("run", "--rm", "--no-deps", "commands", "admin", "acls", "check");
    }

    @Test
    @Order(4)
    void everythingEndsWhenItIsAsked() {
        var began = System.nanoTime();
        STACK.compose("stop");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOPPED_WITHIN);
        assertThat(STACK.statuses())
                .allSatisfy((service, status) -> assertThat(status).as(service).matches("Exited \\((0|143)\\).*"));
    }
}
