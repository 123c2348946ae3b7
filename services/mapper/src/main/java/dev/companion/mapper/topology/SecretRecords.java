package dev.companion.mapper.topology;

import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.SecretName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/** The topic of secrets. */
final class SecretRecords {

    private SecretRecords() {}

    static dev.companion.settings.SealedSecret toRecord(
            String tenantId, SealedSecret secret, Instant at, String requestId) {
        var name =
                switch (secret.name()) {
                    case GRAVITYZONE_API_KEY -> SecretName.GRAVITYZONE_API_KEY;
                    case RMM_API_KEY -> SecretName.RMM_API_KEY;
                    case RMM_API_SECRET_KEY -> SecretName.RMM_API_SECRET_KEY;
                };
        return dev.companion.settings.SealedSecret.newBuilder()
                .setMetadata(EventMetadatas.of("secret:" + name + ":" + requestId, at, secret.revision(), requestId))
                .setTenantId(tenantId)
                .setName(name)
                .setCiphertext(ByteBuffer.wrap(Base64.getDecoder().decode(secret.ciphertext())))
                .setRevision(secret.revision())
                .build();
    }
}
