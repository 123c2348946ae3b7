package dev.companion.serde;

import java.lang.ref.WeakReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The registry's REST API. Caches for ever what never changes: the schema of an id, and the id of a schema in a
 * subject.
 *
 * <p>Thread-safe; concurrent equal requests are sent once. Every method throws {@link RegistryException} if the
 * registry is unavailable or refuses, and blocks for at most rounds × servers × time-out plus the pauses between
 * rounds.
 */
public final class RegistryClient {

    private static final Map<RegistrySettings, WeakReference<RegistryClient>> CLIENTS = new HashMap<>();
    private static final int REFERENCES_MAX = 100;

    private final RegistryHttp http;
    private final boolean normalize;
    private final boolean stripJavaProperties;
    private final LookupCache<Integer, Schema> schemas;
    private final LookupCache<Registration, Integer> registeredIds;
    private final LookupCache<Registration, Integer> lookedUpIds;
    private final LookupCache<String, RegisteredSchema> latest;

    RegistryClient(RegistrySettings settings, LongSupplier nanoClock) {
        this.http = new RegistryHttp(settings);
        this.normalize = settings.normalize();
        this.stripJavaProperties = settings.stripJavaProperties();
        this.schemas = new LookupCache<>(LookupCache.FOREVER, settings.missingLifetime(), nanoClock);
        this.registeredIds = new LookupCache<>(LookupCache.FOREVER, Duration.ZERO, nanoClock);
        this.lookedUpIds = new LookupCache<>(LookupCache.FOREVER, Duration.ZERO, nanoClock);
        this.latest = new LookupCache<>(settings.latestLifetime(), Duration.ZERO, nanoClock);
    }

    /**
     * The client for these properties; equal properties share a client with its connections and cache as long as it is
     * in use.
     *
     * @param config Confluent's property names; others are ignored
     * @throws org.apache.kafka.common.config.ConfigException naming the property that is missing or wrong
     */
    public static RegistryClient of(Map<String, ?> config) {
        RegistrySettings settings = RegistrySettings.of(config);
        synchronized (CLIENTS) {
            WeakReference<RegistryClient> known = CLIENTS.get(settings);
            RegistryClient client = known == null ? null : known.get();
            if (client == null) {
                CLIENTS.values().removeIf(reference -> reference.get() == null);
                client = new RegistryClient(settings, System::nanoTime);
                CLIENTS.put(settings, new WeakReference<>(client));
            }
            return client;
        }
    }

    /** Registers the schema as a version of the subject unless it is one already. Returns its id. */
    public int register(String subject, Schema schema) {
        return registeredIds.get(new Registration(subject, schema), () -> {
            Schema sent = stripJavaProperties ? JavaProperties.without(schema) : schema;
            String purpose = "register schema " + schema.getFullName() + " under subject " + subject;
            RegistryCall call = new RegistryCall(
                    "POST",
                    "/subjects/" + encoded(subject) + "/versions" + (normalize ? "?normalize=true" : ""),
                    schemaBody(sent),
                    purpose,
                    "Check that schema.registry.url leads to the root of a Confluent-compatible API.");
            return number(http.send(call), "id", call);
        });
    }

    /** The id of this schema in the subject; {@link RegistryException#isMissing()} if the subject does not have it. */
    public int lookUp(String subject, Schema schema) {
        return lookedUpIds.get(new Registration(subject, schema), () -> {
            RegistryCall call = new RegistryCall(
                    "POST",
                    "/subjects/" + encoded(subject) + (normalize ? "?normalize=true" : ""),
                    schemaBody(JavaProperties.without(schema)),
                    "find schema " + schema.getFullName() + " under subject " + subject,
                    "Records of it cannot be written until the schema is registered there, by hand or with"
                            + " auto.register.schemas=true.");
            return number(http.send(call), "id", call);
        });
    }

    /**
     * The schema of an id; {@link RegistryException#isMissing()} for an unknown one, cached for a short time.
     */
    public Schema byId(int id) {
        return schemas.get(id, () -> {
            RegistryCall call = new RegistryCall(
                    "GET",
                    "/schemas/ids/" + id,
                    null,
                    "fetch the schema with id " + id,
                    "Records with this id cannot be read: check that their producer uses this same registry.");
            return schema(http.send(call), call);
        });
    }

    /**
     * Fetches every version of the subject, so that records of all of them can be read while the registry is away.
     * Returns their number.
     */
    public int fetchAll(String subject) {
        String purpose = "list the versions of subject " + subject;
        JsonNode versions =
                http.send(get("/subjects/" + encoded(subject) + "/versions", purpose, "Register it first."));
        for (JsonNode version : versions) {
            RegistryCall call = get(
                    "/subjects/" + encoded(subject) + "/versions/" + version.asInt(),
                    "fetch version " + version.asInt() + " of subject " + subject,
                    "It was there a moment ago: try again.");
            JsonNode answer = http.send(call);
            schemas.get(number(answer, "id", call), () -> schema(answer, call));
        }
        return versions.size();
    }

    /** The schema of every version of the subject, by version; empty for a subject without versions. */
    public Map<Integer, Schema> versions(String subject) {
        JsonNode versions;
        try {
            versions = http.send(get(
                    "/subjects/" + encoded(subject) + "/versions",
                    "list the versions of subject " + subject,
                    "Register it first."));
        } catch (RegistryException e) {
            if (e.isMissing()) {
                return Map.of();
            }
            throw e;
        }
        Map<Integer, Schema> found = new TreeMap<>();
        for (JsonNode version : versions) {
            RegistryCall call = get(
                    "/subjects/" + encoded(subject) + "/versions/" + version.asInt(),
                    "fetch version " + version.asInt() + " of subject " + subject,
                    "It was there a moment ago: try again.");
            found.put(version.asInt(), schema(http.send(call), call));
        }
        return found;
    }

    /** The subject's newest version, at most {@code latest.cache.ttl.sec} old while the registry answers. */
    public RegisteredSchema latest(String subject) {
        return latest.get(subject, () -> {
            RegistryCall call = get(
                    "/subjects/" + encoded(subject) + "/versions/latest",
                    "fetch the latest schema of subject " + subject,
                    "Register a schema under the subject first.");
            JsonNode answer = http.send(call);
            return new RegisteredSchema(
                    subject, number(answer, "version", call), number(answer, "id", call), schema(answer, call));
        });
    }

    /**
     * Whether the subject's level accepts the schema after its latest version; true for a subject without versions.
     */
    public boolean compatible(String subject, Schema schema) {
        RegistryCall call = new RegistryCall(
                "POST",
                "/compatibility/subjects/" + encoded(subject) + "/versions/latest",
                schemaBody(stripJavaProperties ? JavaProperties.without(schema) : schema),
                "compare schema " + schema.getFullName() + " with subject " + subject,
                "There is nothing to compare with.");
        try {
            return http.send(call).path("is_compatible").asBoolean(false);
        } catch (RegistryException e) {
            if (e.isMissing()) {
                return true;
            }
            throw e;
        }
    }

    /** @param level one of the registry's names, such as {@code FULL_TRANSITIVE} */
    public void setCompatibility(String subject, String level) {
        http.send(new RegistryCall(
                "PUT",
                "/config/" + encoded(subject),
                RegistryHttp.JSON.writeValueAsString(Map.of("compatibility", level)),
                "set the compatibility level of subject " + subject + " to " + level,
                "Register a schema under the subject first."));
    }

    /** The level in force for the subject: its own, or the registry's if it has none. */
    public String compatibility(String subject) {
        RegistryCall call = get(
                "/config/" + encoded(subject) + "?defaultToGlobal=true",
                "read the compatibility level of subject " + subject,
                "Set a level for the subject.");
        return text(http.send(call), "compatibilityLevel", call);
    }

    public List<String> subjects() {
        List<String> names = new ArrayList<>();
        http.send(get("/subjects", "list the subjects", "Check schema.registry.url."))
                .forEach(name -> names.add(name.asString()));
        return names;
    }

    private Schema schema(JsonNode answer, RegistryCall call) {
        String type = answer.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw unusableSchema(call, "a schema of type " + type + ", and only AVRO can be used here");
        }
        // Defaults in schemas of other programs are not checked here; an unusable one fails when it is used.
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        try {
            parseReferences(answer, parser, new LinkedHashSet<>(), call);
            return parser.parse(text(answer, "schema", call));
        } catch (SchemaParseException e) {
            throw unusableSchema(call, "text that is not an Avro schema");
        }
    }

    /** Schemas may name types of other subjects; the parser must have parsed those first. */
    private void parseReferences(JsonNode answer, Schema.Parser parser, Set<String> met, RegistryCall cause) {
        for (JsonNode reference : answer.path("references")) {
            String path = "/subjects/" + encoded(text(reference, "subject", cause)) + "/versions/"
                    + number(reference, "version", cause);
            if (!met.add(path)) {
                continue;
            }
            if (met.size() > REFERENCES_MAX) {
                throw unusableSchema(cause, "a schema with more than " + REFERENCES_MAX + " references");
            }
            RegistryCall call = get(path, cause.purpose() + ", which refers to " + path, cause.ifMissing());
            JsonNode referred = http.send(call);
            parseReferences(referred, parser, met, call);
            parser.parse(text(referred, "schema", call));
        }
    }

    private static RegistryCall get(String path, String purpose, String ifMissing) {
        return new RegistryCall("GET", path, null, purpose, ifMissing);
    }

    private String text(JsonNode answer, String field, RegistryCall call) {
        JsonNode value = answer.path(field);
        if (!value.isString()) {
            throw unusable(call, "JSON without " + field);
        }
        return value.asString();
    }

    private int number(JsonNode answer, String field, RegistryCall call) {
        JsonNode value = answer.path(field);
        if (!value.isInt()) {
            throw unusable(call, "JSON without " + field);
        }
        return value.asInt();
    }

    private RegistryException unusable(RegistryCall call, String what) {
        return new RegistryException(
                "Cannot " + call.purpose() + ": the registry at " + http.addresses() + " answered " + what
                        + ". Check that schema.registry.url leads to the root of a Confluent-compatible API.",
                200,
                0,
                null);
    }

    private RegistryException unusableSchema(RegistryCall call, String what) {
        return RegistryException.unusableSchema("Cannot " + call.purpose() + ": the registry at " + http.addresses()
                + " answered " + what + ". Only records with an Avro schema belong on the topic.");
    }

    private static String schemaBody(Schema schema) {
        return RegistryHttp.JSON.writeValueAsString(Map.of("schema", schema.toString()));
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Avro treats schemas as equal that differ only in docs or aliases; a registry treats them as two versions. */
    private record Registration(String subject, Schema schema) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Registration(String thatSubject, Schema thatSchema)
                    && subject.equals(thatSubject)
                    && (schema == thatSchema
                            || (schema.equals(thatSchema) && schema.toString().equals(thatSchema.toString())));
        }

        @Override
        public int hashCode() {
            return 31 * subject.hashCode() + schema.hashCode();
        }
    }
}
