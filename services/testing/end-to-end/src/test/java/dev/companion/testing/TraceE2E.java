package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.TraceCollector;
import dev.companion.stack.TraceCollector.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector of traces receives from the whole stack. */
@Tag("wide")
class TraceE2E {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LINKED_WITHIN = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private CompanionProcess start(String endpoint) {
        return CompanionProcess.startDemo(
                directory.resolve("data"),
                Map.of(
                        "COMPANION_POLL_INTERVAL", "1s",
                        "COMPANION_TRACING_ENDPOINT", endpoint,
                        "COMPANION_TRACING_PROBABILITY", "0"));
    }

    private static ConsoleUser connected(CompanionProcess companion) {
        var credentials = DemoCredentials.printedBy(companion);
        var console = companion.console();
        console.signIn(credentials);
        console.connect(credentials);
        console.awaitSites(40, SOON);
        console.awaitCompanies(10, SOON);
        return console;
    }

    /** Returns the site. */
    private static String linkOne(ConsoleUser console) {
        var site = console.sites().values().iterator().next();
        var uid = site.path("siteUid").asString();
        console.link(List.of(ConsoleUser.toNewCompany(uid, "Traced from click to byte")));
        return uid;
    }

    @Test
    void aLinkIsOneTraceFromThePersonsRequestToTheRowThatSaysReady() {
        try (var collector = new TraceCollector();
                var companion = start(collector.address())) {
            var console = connected(companion);

            console.awaitReady(List.of(linkOne(console)), LINKED_WITHIN);

            var root = rootOf(collector, "console CREATE_LINKS");
            await().atMost(SOON).untilAsserted(() -> {
                var trace = collector.trace(root.traceId());
                assertThat(trace)
                        .extracting(Received::name)
                        .contains(
                                "mapper decide what is desired",
                                "provisioner provision",
                                "provisioner find_company",
                                "provisioner create_company",
                                "provisioner create_package",
                                "provisioner read_package_link",
                                "provisioner write_variable",
                                "provisioner read_variable",
                                "event-resolver resolve");
                assertThat(trace)
                        .filteredOn(span -> span.service().equals("console"))
                        .hasSizeGreaterThan(1);
            });
            // Each service sends its spans when it has some: a child may come before its parent.
            await().atMost(SOON).untilAsserted(() -> {
                var spans = collector.trace(root.traceId());
                var ids = spans.stream().map(Received::spanId).collect(Collectors.toSet());
                assertThat(spans)
                        .as("each parent is there")
                        .allSatisfy(span -> assertThat(ids)
                                .as(span.toString())
                                .contains(span.isRoot() ? span.spanId() : span.parentId()));
            });
            var trace = collector.trace(root.traceId());
            assertThat(trace).filteredOn(Received::isRoot).containsExactly(root);
            assertThat(trace)
                    .filteredOn(span -> span.name().equals("provisioner create_company"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.kind()).isEqualTo("SPAN_KIND_CLIENT");
                        assertThat(call.attributes())
                                .containsEntry("api", "gravityzone")
                                .containsEntry("step", "create_company")
                                .containsEntry("verdict", "applied")
                                .containsKey("callId");
                    });
            nothingSecretIsSent(collector, DemoCredentials.printedBy(companion));
            everyHeaderIsSmall(companion);
        }
    }

    @Test
    void aProcessThatFollowsOneThatWasKilledBeginsATraceWithALinkToTheRequest() {
        try (var collector = new TraceCollector();
                var companion = start(collector.address())) {
            var console = connected(companion);
            var vendors = companion.vendors();
            vendors.inject(Map.of(
                    "api", "gravityzone", "method", "createCompany", "kind", "LATENCY", "millis", 15_000, "count", 1));
            var site = linkOne(console);
            await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> intended(companion, "CREATE_COMPANY"));

            var root = rootOf(collector, "console CREATE_LINKS"); // sent before the kill
            companion.kill9();
            companion.start();

            var again = companion.console();
            again.signIn(DemoCredentials.printedBy(companion));
            again.awaitReady(List.of(site), LINKED_WITHIN);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(collector.spans())
                            .filteredOn(span -> span.service().equals("provisioner")
                                    && span.isRoot()
                                    && !span.traceId().equals(root.traceId()))
                            .anySatisfy(
                                    span -> assertThat(span.links()).contains(root.traceId() + "/" + root.spanId())));
            assertThat(companion.vendors().companiesNamed("Traced from click to byte"))
                    .hasSize(1);
        }
    }

    @Test
    void withoutAnEndpointThereIsNoSpanAndNoHeader() {
        try (var collector = new TraceCollector();
                var companion = start("")) {
            var console = connected(companion);

            console.awaitReady(List.of(linkOne(console)), LINKED_WITHIN);

            assertThat(collector.spans()).isEmpty();
            companion
                    .topics()
                    .each(
                            row -> assertThat(row.headers().lastHeader("traceparent"))
                                    .as(row.topic())
                                    .isNull(),
                            Topics.REQUESTS,
                            Topics.LINKS,
                            Topics.PROVISIONING_INTENTS,
                            Topics.PROVISIONING_OUTCOMES,
                            Topics.LINK_STATUSES);
        }
    }

    private static Received rootOf(TraceCollector collector, String name) {
        await().atMost(SOON).until(() -> !collector.named(name).isEmpty());
        return collector.named(name).getFirst();
    }

    private static boolean intended(CompanionProcess companion, String step) {
        var seen = new HashSet<String>();
        companion
                .topics()
                .each(
                        row -> {
                            if (row.value() instanceof dev.companion.provisioning.Intent intent) {
                                seen.add(intent.getStep().name());
                            }
                        },
                        Topics.PROVISIONING_INTENTS);
        return seen.contains(step);
    }

    private static void nothingSecretIsSent(TraceCollector collector, DemoCredentials credentials) {
        assertThat(collector.spans().toString())
                .doesNotContain(credentials.apiSecretKey())
                .doesNotContain(credentials.gravityZoneApiKey())
                .doesNotContain("Traced from click to byte")
                .doesNotContain("http://")
                .doesNotContain("setupdownloader");
    }

    private static void everyHeaderIsSmall(CompanionProcess companion) {
        companion
                .topics()
                .each(
                        row -> {
                            var header = row.headers().lastHeader("traceparent");
                            assertThat(header).as(row.topic()).isNotNull();
                            assertThat(header.key().length() + header.value().length)
                                    .isLessThanOrEqualTo(70);
                            assertThat(row.headers().headers("traceparent")).hasSize(1);
                            assertThat(row.headers().lastHeader("tracestate")).isNull();
                        },
                        Topics.LINKS,
                        Topics.PROVISIONING_INTENTS,
                        Topics.PROVISIONING_OUTCOMES,
                        Topics.LINK_STATUSES);
    }
}
