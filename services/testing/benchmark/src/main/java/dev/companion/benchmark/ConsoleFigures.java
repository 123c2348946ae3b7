package dev.companion.benchmark;

import static org.awaitility.Awaitility.await;

import dev.companion.rmm.Site;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.serde.RegistryAvroSerializer;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Metrics;
import dev.companion.stack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The console as its pages use it: how long its answers about a large tenant take, how long until an open page is told
 * of a record, and how long and with how much memory it starts on very many rows.
 */
final class ConsoleFigures {

    private static final int WARM_UP = 400;
    private static final int ANSWERS = 1_000;
    private static final int CHANGES = 200;
    private static final int PAGE = 100;
    private static final int SAMPLE = 500;

    /** Longer than changes are gathered for, so that a record falls anywhere into that time. */
    private static final int APART_MILLIS_MAX = 300;

    private static final long SEED = 16;
    private static final int SITES_OF_TENANT = 50_000;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(15);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(20);
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final List<String> SORTS = List.of("name", "-name", "devices", "-devices", "state", "company");

    /** No check of the vendors falls into the measurement. */
    private static final Map<String, String> CALM =
            Map.of("COMPANION_POLL_INTERVAL", "30m", "COMPANION_JAVA_OPTIONS", "-Xmx2g");

    private static final List<String> LARGE = List.of("-Xmx2g");

    /**
     * A console on the rows that are there.
     *
     * @param seconds from the start of the process until it is ready
     * @param megabytes of heap in use after a collection
     */
    private record Started(double seconds, double megabytes) {}

    private ConsoleFigures() {}

    /**
     * @param sites of the one tenant whose lists are read
     * @param rows sites of all tenants at the start
     */
    static List<Figure> of(int sites, int rows) throws IOException {
        var directory = Files.createTempDirectory("companion-console");
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), CALM)) {
            var figures = new ArrayList<Figure>();
            var user = connected(companion, sites);
            figures.addAll(answers(user));
            var known = companion.topics().state(Topics.RMM_SITES);
            var changed = known.entrySet().stream().limit(CHANGES).toList();
            figures.addAll(told(companion, user, changed));

            companion.interrupt();
            companion.startOnly("broker");
            var few = started(companion);
            fill(companion, changed.getFirst().getValue(), Math.max(0, rows - known.size()));
            var many = started(companion);
            figures.add(Figure.of("console ready with %,d sites".formatted(rows), many.seconds(), "s")
                    .against(few.seconds())
                    .goal("<= 10", seconds -> seconds <= 10));
            figures.add(Figure.of(
                            "its heap for a million sites",
                            (many.megabytes() - few.megabytes()) * 1e6 / Math.max(1, rows - known.size()),
                            "MB")
                    .goal("<= 400", heap -> heap <= 400));
            return figures;
        } finally {
            Directories.delete(directory);
        }
    }

    private static ConsoleUser connected(CompanionProcess companion, int sites) {
        var vendors = companion.vendors();
        vendors.set(Map.of("datto.blockAfter", 0));
        vendors.seed(Map.of("sites", sites, "companies", 100));
        var credentials = DemoCredentials.printedBy(companion);
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        await().atMost(SEEN_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> user.get("/api/sites?size=1").path("total").asInt() >= sites);
        ScaleFigures.awaitQuiet(companion, 1);
        System.out.println();
        return user;
    }

    private static List<Figure> answers(ConsoleUser user) {
        var names = new ArrayList<String>();
        user.get("/api/sites?page=7&size=" + SAMPLE)
                .path("items")
                .forEach(site -> names.add(site.path("name").asString()));
        if (names.isEmpty()) {
            user.get("/api/sites?size=" + SAMPLE)
                    .path("items")
                    .forEach(site -> names.add(site.path("name").asString()));
        }
        var floor = millis(user, _ -> "/api/session");
        var figures = new ArrayList<Figure>();
        figures.addAll(answered("first page of sites", floor, millis(user, _ -> "/api/sites?page=0&size=" + PAGE)));
        figures.addAll(answered(
                "search in sites",
                floor,
                millis(
                        user,
                        round -> "/api/sites?page=0&size=" + PAGE + "&q="
                                + encoded(wordOf(names.get(round % names.size()), round)))));
        figures.addAll(answered(
                "sites in another order",
                floor,
                millis(user, round -> "/api/sites?page=0&size=" + PAGE + "&sort=" + SORTS.get(round % SORTS.size()))));
        return figures;
    }

    /** As a person types: a few letters of a name, from somewhere in it. */
    private static String wordOf(String name, int round) {
        var from = round % Math.max(1, name.length() - 3);
        return name.substring(from, Math.min(name.length(), from + 3 + round % 5))
                .strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Figure> answered(String what, List<Double> floor, List<Double> millis) {
        say(what, millis);
        return List.of(
                Figure.of(what + ", p50", Figure.ranked(millis, 0.50), "ms").against(Figure.ranked(floor, 0.50)),
                Figure.of(what + ", p99", Figure.ranked(millis, 0.99), "ms")
                        .against(Figure.ranked(floor, 0.99))
                        .goal("<= 20", slow -> slow <= 20));
    }

    /** A run takes minutes, so each part is printed when it is known. */
    private static void say(String what, List<Double> millis) {
        System.out.printf(
                "  %s: p50 %.1f ms, p99 %.1f ms%n", what, Figure.ranked(millis, 0.50), Figure.ranked(millis, 0.99));
    }

    private static List<Double> millis(ConsoleUser user, IntFunction<String> path) {
        var millis = new ArrayList<Double>();
        for (var round = 0; round < WARM_UP + ANSWERS; round++) {
            var began = System.nanoTime();
            user.send("GET", path.apply(round), null).expect(200);
            if (round >= WARM_UP) {
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        Collections.sort(millis);
        return millis;
    }

    /** One record after the other, each a site with one device more. */
    private static List<Figure> told(
            CompanionProcess companion, ConsoleUser user, List<Map.Entry<String, Site>> changed) {
        var events = new LinkedBlockingQueue<Long>();
        var random = new Random(SEED);
        var millis = new ArrayList<Double>();
        try (var lines = user.stream();
                var producer = producer(companion)) {
            Thread.ofVirtual().start(() -> listen(lines, events));
            for (var entry : changed) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(APART_MILLIS_MAX));
                events.clear();
                var site = entry.getValue();
                var devices = site.getDevices();
                var began = System.nanoTime();
                producer.send(new ProducerRecord<>(
                        Topics.RMM_SITES.name(),
                        entry.getKey(),
                        Site.newBuilder(site).setDevices(devices.orElse(0) + 1).build()));
                millis.add((next(events) - began) / 1e6);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while changes were told", e);
        }
        Collections.sort(millis);
        say("record to the event of an open page", millis);
        return List.of(
                Figure.of("record to the event of an open page, p50", Figure.ranked(millis, 0.50), "ms"),
                Figure.of("record to the event of an open page, p99", Figure.ranked(millis, 0.99), "ms")
                        .goal("<= 500", slow -> slow <= 500));
    }

    private static void listen(Stream<String> lines, BlockingQueue<Long> events) {
        try {
            lines.filter("event:sites"::equals).forEach(_ -> events.add(System.nanoTime()));
        } catch (UncheckedIOException e) {
            // The measurement has ended, and the stream was closed.
        }
    }

    private static long next(BlockingQueue<Long> events) throws InterruptedException {
        var at = events.poll(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        if (at == null) {
            throw new IllegalStateException("a page was not told of a record within " + TOLD_WITHIN);
        }
        return at;
    }

    private static KafkaProducer<String, Object> producer(CompanionProcess companion) {
        var config = new HashMap<>(companion.access().as("poller"));
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, RegistryAvroSerializer.class.getName());
        config.put("schema.registry.url", companion.registry());
        config.put("auto.register.schemas", false);
        config.put("avro.remove.java.properties", true);
        return new KafkaProducer<>(config);
    }

    /** Sites of other tenants, as the poller writes them. */
    private static void fill(CompanionProcess companion, Site like, int rows) {
        var failed = new AtomicReference<@Nullable Exception>();
        try (var producer = producer(companion)) {
            for (var row = 0; row < rows; row++) {
                var tenant = DemoCredentials.bulkTenant(1 + row / SITES_OF_TENANT);
                var uid = new UUID(SEED, row).toString();
                var site = Site.newBuilder(like)
                        .setTenantId(tenant)
                        .setSiteUid(uid)
                        .setSiteId((long) row)
                        .setName(String.format(Locale.ROOT, "Customer %07d, branch %d", row, row % 97))
                        .build();
                producer.send(
                        new ProducerRecord<>(Topics.RMM_SITES.name(), TenantKey.of(tenant, uid), site),
                        (_, failure) -> {
                            if (failure != null) {
                                failed.set(failure);
                            }
                        });
            }
        }
        var failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException("the rows could not be written", failure);
        }
    }

    private static Started started(CompanionProcess companion) {
        var began = System.nanoTime();
        try (var console = ServiceProcess.startConsole(companion, LARGE)) {
            await().atMost(READY_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> isReady(console));
            var seconds = (System.nanoTime() - began) / 1e9;
            collect(console);
            var heap = Metrics.sum(console.management(), "jvm_memory_used_bytes", "area=\"heap\"");
            System.out.printf("  console ready after %.1f s, %,.0f MB of heap in use%n", seconds, heap / 1e6);
            return new Started(seconds, heap / 1e6);
        }
    }

    private static boolean isReady(ServiceProcess console) {
        if (!console.handle().isAlive()) {
            throw new IllegalStateException("the console has ended");
        }
        try {
            return console.management()
                            .send("GET", "/actuator/health/readiness", null, Map.of())
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false; // it does not listen yet
        }
    }

    private static void collect(ServiceProcess console) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var code = new ProcessBuilder(jcmd, Long.toString(console.handle().pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("jcmd ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
