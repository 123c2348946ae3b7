package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.testing.hostile.HostileName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names from other people's systems stay values: they come back as they were, and no header has any of them. */
class HostileRecordsTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

    private final TopicSerdes serdes = TopicSerdes.binary();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LONE_SURROGATE")
    void aHostileNameComesBackAsItWas(HostileName name) {
        try (var serde = serdes.of(Topics.RMM_SITES)) {
            var bytes = serde.serializer().serialize(Topics.RMM_SITES.name(), new RecordHeaders(), site(name.text()));

            assertThat(serde.deserializer()
                            .deserialize(Topics.RMM_SITES.name(), bytes)
                            .getName())
                    .isEqualTo(name.text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noHeaderHasAnyOfIt(HostileName name) {
        try (var serde = serdes.of(Topics.RMM_SITES)) {
            var plain = new RecordHeaders();
            var hostile = new RecordHeaders();
            serde.serializer().serialize(Topics.RMM_SITES.name(), plain, site("Acme"));
            serde.serializer().serialize(Topics.RMM_SITES.name(), hostile, site(name.text()));

            assertThat(hostile)
                    .isEqualTo(plain)
                    .allSatisfy(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                            .matches("[!-~]+"));
        }
    }

    private static Site site(String name) {
        return Site.newBuilder()
                .setMetadata(EventMetadatas.of("e-1", AT, 1, null))
                .setTenantId("t-1")
                .setSiteUid("s-1")
                .setName(name)
                .setScope(SiteScope.MANAGED)
                .build();
    }
}
