package dev.companion.serde;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Settings of one serializer or deserializer; those of the registry are in {@link RegistrySettings}. */
record SerdeSettings(
        boolean autoRegister, boolean useLatest, boolean specificReader, boolean isKey, SubjectNameStrategy strategy) {

    private static final String AUTO_REGISTER = "auto.register.schemas";
    private static final String USE_LATEST = "use.latest.version";
    private static final String SPECIFIC_READER = "specific.avro.reader";
    private static final String KEY_STRATEGY = "key.subject.name.strategy";
    private static final String VALUE_STRATEGY = "value.subject.name.strategy";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(AUTO_REGISTER, Type.BOOLEAN, true, Importance.MEDIUM, "Register a schema that is not known yet.")
            .define(USE_LATEST, Type.BOOLEAN, false, Importance.LOW, "Write in the subject's latest version.")
            .define(SPECIFIC_READER, Type.BOOLEAN, false, Importance.LOW, "Read into generated classes.");

    static SerdeSettings of(Map<String, ?> config, boolean isKey) {
        Map<String, Object> parsed = DEFINITION.parse(config);
        String property = isKey ? KEY_STRATEGY : VALUE_STRATEGY;
        Object strategy = config.get(property);
        String name = strategy instanceof Class<?> type ? type.getName() : strategy == null ? "" : strategy.toString();
        return new SerdeSettings(
                Boolean.TRUE.equals(parsed.get(AUTO_REGISTER)),
                Boolean.TRUE.equals(parsed.get(USE_LATEST)),
                Boolean.TRUE.equals(parsed.get(SPECIFIC_READER)),
                isKey,
                name.isBlank() ? SubjectNameStrategy.TOPIC : SubjectNameStrategy.named(property, name.strip()));
    }
}
