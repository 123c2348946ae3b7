package dev.companion.wide;

import dev.companion.rmm.Site;
import dev.companion.schemas.Topics;
import dev.companion.serde.RegistryAvroSerializer;
import dev.companion.stack.CompanionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of sites of an installation with a name on the same cluster, whose next version has one field more. A topic of the
 * running installation cannot have it: its services register and write the schemas that they were built with.
 */
final class OtherInstallation {

    private static final String TOPIC = "blue." + Topics.RMM_SITES.name();
    private static final Pattern PASSWORD = Pattern.compile("embedded\\.users\\.([^=]+)=(.+)");

    private final Map<String, Object> config;

    /** @param directory with the data of the running installation in {@code data} */
    OtherInstallation(CompanionProcess companion, Path directory) throws IOException, InterruptedException {
        config = new HashMap<>(companion
                .access()
                .granted(Map.of(
                        new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                        Set.of(AclOperation.CREATE, AclOperation.WRITE))));
        try (var admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        var user = PASSWORD.matcher(Files.readString(directory.resolve("data/registry/config/application.properties")));
        if (!user.find()) {
            throw new IllegalStateException("no user of the registry");
        }
        config.put("schema.registry.url", companion.registry());
        config.put("basic.auth.credentials.source", "USER_INFO");
        config.put("basic.auth.user.info", user.group(1) + ":" + user.group(2));
        config.put("avro.remove.java.properties", true);
        config.put("key.serializer", StringSerializer.class.getName());
        config.put("value.serializer", RegistryAvroSerializer.class.getName());
    }

    String topic() {
        return TOPIC;
    }

    /** Returns its row. */
    Map<String, Object> write(String key, Site site) {
        return write(key, Tables.plain(site, site.getSchema()));
    }

    /** In the next version. */
    Map<String, Object> writeWithRegion(String key, Site site, String region) {
        var fields = new java.util.ArrayList<>(site.getSchema().getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        var text = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("region", text, "Where it is.", Schema.Field.NULL_DEFAULT_VALUE));
        var schema = site.getSchema();
        var next = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
        var value = Tables.plain(site, next);
        value.put("region", region);
        return write(key, value);
    }

    private Map<String, Object> write(String key, GenericRecord value) {
        send(key, value);
        return Tables.flatRow(value);
    }

    void delete(String key) {
        send(key, null);
    }

    private void send(String key, @Nullable GenericRecord value) {
        try (var producer = new KafkaProducer<String, @Nullable GenericRecord>(config)) {
            producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
