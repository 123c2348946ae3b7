package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.mapper.MapperApplication;
import dev.companion.operations.OperationsApplication;
import dev.companion.operations.config.SystemClock;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.SaveRmm;
import dev.companion.requests.SealedCredential;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.sealing.KeysetFiles;
import dev.companion.runtime.sealing.SealedWith;
import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.schemas.Topics;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import dev.companion.standalone.OperatedStack.Ran;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code keys …}, as a person types it, while the mapper decides and the console saves. */
@Tag("wide")
class KeyRotationIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TENANTS = 30;
    private static final String SAVED = "tenant-0";

    @TempDir
    private static Path directory;

    private static OperatedStack stack;
    private static Path opens;
    private static Path seals;
    private static TopicPublisher console;
    private static ConfigurableApplicationContext mapper;
    private static final AtomicInteger requests = new AtomicInteger();
    /** What each tenant saved last. */
    private static final Map<String, String> saved = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        stack = OperatedStack.start(directory.resolve("stack"));
        stack.registry.awaitReady();
        assertThat(run("admin topics apply").code()).isZero();
        assertThat(run("admin schemas apply --registry-credentials " + stack.writer)
                        .code())
                .isZero();
        opens = directory.resolve("private.json");
        seals = directory.resolve("public.json");
        SealingKeys.ensure(opens, seals);
        var properties = properties("console");
        console = new TopicPublisher(TopicSerdes.of(properties), new KafkaClients(properties).producerConfig());
        mapper = startMapper();
    }

    @AfterAll
    static void stop() {
        mapper.close();
        console.close();
        stack.close();
    }

    /** One rotation from the first key to the second, and everything that happens meanwhile. */
    @Test
    void theKeyIsRotatedWhileTheConsoleSavesAndTheCommandIsKilled() throws Exception {
        for (var each = 0; each < TENANTS; each++) {
            save("tenant-" + each, "https://rmm.example", "key of %d".formatted(each), "secret of %d".formatted(each));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(stored()).hasSize(2 * TENANTS));
        var first = KeysetFiles.listPrivate(opens).getFirst().id();
        assertThat(keys("status").code()).isZero();

        assertThat(keys("add apply").code()).isZero();
        var former = Files.copy(seals, directory.resolve("former.json"));
        assertThat(keys("promote apply").code()).isZero();
        var second = KeysetFiles.listPrivate(opens).getLast().id();
        var status = keys("status");
        assertThat(status.code()).isEqualTo(2);
        assertThat(status.out())
                .contains("key %d: opens; stored secrets %d, saves not decided 0".formatted(first, 2 * TENANTS))
                .contains("companion keys reseal");
        var early = keys("remove apply");
        assertThat(early.code()).isEqualTo(3);
        assertThat(early.err()).contains("companion keys reseal first");
        assertThat(KeysetFiles.listPrivate(opens)).hasSize(2);

        killInTheMiddle(second);
        assertEverythingOpens();
        assertThat(run("admin acls check").out())
                .as("what the killed one could not take back")
                .contains("requests");

        var saving = new AtomicBoolean(true);
        var saver = Thread.ofPlatform().start(() -> {
            for (var each = 0; saving.get(); each++) {
                save(SAVED, "https://rmm.example", "later key %d".formatted(each), null);
            }
        });
        try {
            while (keys("reseal apply").code() == 2) {
                // what was saved meanwhile is sealed with the new key already, so there is an end
            }
        } finally {
            saving.set(false);
            saver.join();
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(run("admin acls check").out())
                        .as("the same command takes back what the killed one could not")
                        .isEqualToIgnoringNewLines("acls: as the catalogue says"));
        awaitDecided();
        assertEverythingOpens();
        assertThat(sealedWith()).containsOnlyKeys(second);
        assertThat(keys("reseal").out()).contains("every stored secret is sealed with key " + second);

        saveWithTheFormerKeyWhileTheMapperIsDown(former, first);
        resealWhileTheMapperIsDown();
        assertEverythingOpens();
        assertThat(sealedWith()).containsOnlyKeys(second);

        var unread = keys("remove apply");
        assertThat(unread.code()).isEqualTo(3);
        assertThat(unread.err()).contains("the poller has not read what was stored last");
        OtherServices.letThePollerRead(stack);
        assertThat(keys("remove").code()).isEqualTo(2);
        assertThat(KeysetFiles.listPrivate(opens)).hasSize(2);
        assertThat(keys("remove apply").code()).isZero();
        assertThat(KeysetFiles.listPrivate(opens)).hasSize(1).isEqualTo(KeysetFiles.listPublic(seals));
        assertThat(keys("status").code()).isZero();

        mapper.close();
        mapper = startMapper();
        save(SAVED, "https://other.example", null, null); // another address takes the kept credentials along
        save("tenant-1", "https://rmm.example", "the last key", null);
        awaitDecided();
        assertEverythingOpens();
        assertThat(sealedWith()).containsOnlyKeys(second);
    }

    /** A console that was not restarted saves, and a save waits for the claim of its root company. */
    private static void saveWithTheFormerKeyWhileTheMapperIsDown(Path former, long first) {
        mapper.close();
        save(former, "tenant-2", "https://rmm.example", "late key", "late secret");
        OtherServices.storeAWaitingSave(stack, former, "tenant-3", "waiting key");
        saved.put("tenant-3|" + SecretName.GRAVITYZONE_API_KEY, "waiting key");

        var refused = keys("remove apply");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("saves that the mapper has not decided are sealed with key %d (3)".formatted(first));
        assertThat(keys("status").out())
                .contains("key %d: opens; stored secrets 0, saves not decided 3".formatted(first));

        mapper = startMapper();
        awaitDecided();
        await("the mapper reads its own state: the save waits no more")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(stored()).containsKey("tenant-3|" + SecretName.GRAVITYZONE_API_KEY));
        var stored = keys("remove apply");
        assertThat(stored.code()).isEqualTo(3);
        assertThat(stored.err()).contains("stored secrets are sealed with key %d (3)".formatted(first));
    }

    private static void resealWhileTheMapperIsDown() {
        mapper.close();
        var undecided = keys("reseal apply --wait 0");
        assertThat(undecided.code()).isEqualTo(2);
        assertThat(undecided.out()).contains("still sealed as before: 3. The mapper has not decided yet");
        assertThat(keys("remove apply").code()).isEqualTo(3);

        mapper = startMapper();
        assertThat(keys("reseal apply").code()).isZero();
    }

    /** The real process, as kill -9 ends it, when a part of the requests is decided. */
    private static void killInTheMiddle(long second) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OperationsApplication.class.getName()));
        command.addAll(List.of("keys", "reseal", "apply", "--private-keyset", opens.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(stack.environment());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
        while (process.isAlive() && !sealedWith().containsKey(second)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        process.destroyForcibly().waitFor();
    }

    private static void save(String tenant, String url, @Nullable String key, @Nullable String secretKey) {
        save(seals, tenant, url, key, secretKey);
    }

    private static void save(Path keyset, String tenant, String url, @Nullable String key, @Nullable String secretKey) {
        var now = SystemClock.get().instant();
        var requestId = "save-" + requests.incrementAndGet();
        var sealer = SecretSealer.of(keyset);
        console.publish(
                        Topics.REQUESTS,
                        tenant + "|" + requestId,
                        Request.newBuilder()
                                .setMetadata(EventMetadatas.of(requestId, now, 1, null))
                                .setTenantId(tenant)
                                .setRequestId(requestId)
                                .setRequestedBy("ab12")
                                .setTenantName("MSP")
                                .setType(RequestType.SAVE_RMM)
                                .setSaveRmm(SaveRmm.newBuilder()
                                        .setApiUrl(url)
                                        .setGrant(RmmGrant.PASSWORD)
                                        .setApiKeyLastFour("1234")
                                        .setApiKey(sealed(sealer, tenant, SecretName.RMM_API_KEY, key))
                                        .setApiSecretKey(
                                                sealed(sealer, tenant, SecretName.RMM_API_SECRET_KEY, secretKey))
                                        .setAccountMoved(true)
                                        .build())
                                .build())
                .join();
        if (key != null) {
            saved.put(tenant + "|" + SecretName.RMM_API_KEY, key);
        }
        if (secretKey != null) {
            saved.put(tenant + "|" + SecretName.RMM_API_SECRET_KEY, secretKey);
        }
    }

    private static @Nullable SealedCredential sealed(
            SecretSealer sealer, String tenant, SecretName name, @Nullable String clear) {
        return clear == null
                ? null
                : SealedCredential.newBuilder()
                        .setName(name)
                        .setCiphertext(ByteBuffer.wrap(sealer.seal(tenant, name, clear)))
                        .build();
    }

    private static void awaitDecided() {
        var last = "|save-" + requests.get();
        await().atMost(SOON)
                .until(() -> NewestRecords.of(stack, "console", Topics.REQUEST_RESULTS.name()).keySet().stream()
                        .anyMatch(key -> key.endsWith(last)));
    }

    /** With the keyset as it is now, as a service that is started now does. */
    private static void assertEverythingOpens() throws Exception {
        var opener = SecretOpener.of(opens);
        var opened = new HashMap<String, String>();
        for (var entry : stored().entrySet()) {
            var secret = entry.getValue();
            var bytes = new byte[secret.getCiphertext().remaining()];
            secret.getCiphertext().duplicate().get(bytes);
            opened.put(entry.getKey(), opener.open(secret.getTenantId(), secret.getName(), bytes));
        }
        assertThat(opened).isEqualTo(saved);
    }

    private static Map<Long, Long> sealedWith() {
        var counts = new HashMap<Long, Long>();
        stored().values()
                .forEach(secret ->
                        counts.merge(SealedWith.keyId(secret.getCiphertext()).orElse(-1), 1L, Long::sum));
        return counts;
    }

    private static Map<String, SealedSecret> stored() {
        var properties = properties("provisioner");
        var config = new KafkaClients(properties).consumerConfig("unused");
        config.remove("group.id");
        var secrets = new LinkedHashMap<String, SealedSecret>();
        try (var consumer = new KafkaConsumer<>(
                config,
                new StringDeserializer(),
                TopicSerdes.of(properties).of(Topics.SECRETS).deserializer())) {
            consumer.assign(OtherServices.SECRETS);
            consumer.seekToBeginning(OtherServices.SECRETS);
            var ends = consumer.endOffsets(OtherServices.SECRETS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> secrets.put(record.key(), record.value()));
            }
        }
        return secrets;
    }

    private static ConfigurableApplicationContext startMapper() {
        var arguments = new ArrayList<String>();
        settings("mapper").forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--spring.application.name=mapper");
        arguments.add("--management.server.port=-1");
        return new SpringApplicationBuilder(MapperApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    private static RuntimeProperties properties(String service) {
        return new Binder(new MapConfigurationPropertySource(settings(service)))
                .bind("companion", RuntimeProperties.class)
                .get();
    }

    private static Map<String, String> settings(String service) {
        return Map.of(
                "companion.service",
                service,
                "companion.kafka.bootstrap-servers",
                "127.0.0.1:" + stack.port,
                "companion.kafka.credentials",
                stack.files.file(service).toString(),
                "companion.registry.url",
                stack.registryUrl,
                "companion.topics.partitions",
                Integer.toString(OperatedStack.PARTITIONS),
                "companion.topics.replication",
                "1");
    }

    private static Ran keys(String arguments) {
        return run("keys %s --private-keyset %s --public-keyset %s".formatted(arguments, opens, seals));
    }

    private static Ran run(String arguments) {
        return OperatedStack.run(stack.environment(), SystemClock.get(), arguments);
    }
}
