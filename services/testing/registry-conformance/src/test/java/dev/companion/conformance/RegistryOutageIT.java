package dev.companion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companion.conformance.records.Parcel;
import dev.companion.serde.RegistryAvroDeserializer;
import dev.companion.serde.RegistryAvroSerializer;
import dev.companion.serde.RegistryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that are running do not need the registry; programs that start do, and say so. */
class RegistryOutageIT {

    private static final String TOPIC = "companion.parcels.v1";
    private static final String SUBJECT = TOPIC + "-value";

    private RegistryProcess registry;

    @BeforeEach
    void startRegistry() throws Exception {
        registry = RegistryProcess.started();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void runningProgramOutlivesTheRegistryAndAColdOneSaysWhatIsWrong() throws Exception {
        // Given
        new ConfluentSide(registry.url()).register(SUBJECT, Parcels.FILE);
        var running = new Program("running");
        byte[] before = running.serializer.serialize(TOPIC, Parcels.parcel());
        assertThat(running.deserializer.deserialize(TOPIC, before)).isEqualTo(Parcels.parcel());

        // When
        registry.kill();

        // Then
        assertThat(running.serializer.serialize(TOPIC, Parcels.parcel())).isEqualTo(before);
        assertThat(running.deserializer.deserialize(TOPIC, before)).isEqualTo(Parcels.parcel());
        var cold = new Program("cold");
        RegistryException away = refusal(cold);
        assertThat(away.isRetryable()).isTrue();
        assertThat(away)
                .hasMessageContaining("no schema registry answered at " + registry.url())
                .hasMessageContaining("ConnectException");

        // When
        registry.start();

        // Then: the registry is back and empty, which another program must be told apart from its absence
        assertThat(running.serializer.serialize(TOPIC, Parcels.parcel())).isEqualTo(before);
        RegistryException empty = refusal(cold);
        assertThat(empty.isRetryable()).isFalse();
        assertThat(empty.isMissing()).isTrue();
        assertThat(empty).hasMessageContaining(SUBJECT).hasMessageContaining(Parcel.class.getName());
        RegistryException unreadable =
                catchThrowableOfType(RegistryException.class, () -> cold.deserializer.deserialize(TOPIC, before));
        assertThat(unreadable.isMissing()).isTrue();
        assertThat(unreadable).hasMessageContaining("same registry");

        // When
        new ConfluentSide(registry.url()).register(SUBJECT, Parcels.FILE);

        // Then
        byte[] after = cold.serializer.serialize(TOPIC, Parcels.parcel());
        assertThat(new Program("reader").deserializer.deserialize(TOPIC, after)).isEqualTo(Parcels.parcel());
    }

    private static RegistryException refusal(Program program) {
        return catchThrowableOfType(
                RegistryException.class, () -> program.serializer.serialize(TOPIC, Parcels.parcel()));
    }

    /** Serdes with a memory of their own: the credentials, which this registry ignores, make the settings differ. */
    private final class Program {

        private final RegistryAvroSerializer serializer = new RegistryAvroSerializer();
        private final RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();

        Program(String name) {
            var config = Parcels.config(
                    registry.url(),
                    "auto.register.schemas",
                    "false",
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    name + ":any");
            serializer.configure(config, false);
            deserializer.configure(config, false);
        }
    }
}
