package dev.companion.poller.topology;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.Grant;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.poller.http.CredentialOpener;
import dev.companion.poller.http.VendorClients;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.SecretName;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Makes clients out of settings and sealed credentials. Opened credentials live in clients only. */
final class VendorKeys {

    /** What becomes of an attempt to make a client. */
    sealed interface Opening<C> {
        record Opened<C>(C client) implements Opening<C> {}

        /** A credential of this revision has not arrived yet; its arrival is announced. */
        record NotYet<C>() implements Opening<C> {}

        record Unopenable<C>() implements Opening<C> {}
    }

    private final VendorClients clients;
    private final CredentialOpener opener;
    private final KeyValueStore<String, TenantSettings.Sealed> secrets;

    VendorKeys(VendorClients clients, CredentialOpener opener, KeyValueStore<String, TenantSettings.Sealed> secrets) {
        this.clients = clients;
        this.opener = opener;
        this.secrets = secrets;
    }

    Opening<DattoRmmClient> datto(String tenant, TenantSettings.Rmm rmm) {
        var key = sealed(tenant, SecretName.RMM_API_KEY, rmm.revision());
        var secretKey = sealed(tenant, SecretName.RMM_API_SECRET_KEY, rmm.revision());
        if (key.isEmpty() || secretKey.isEmpty()) {
            return new Opening.NotYet<>();
        }
        var apiKey = opener.open(tenant, SecretName.RMM_API_KEY, key.get());
        var apiSecretKey = opener.open(tenant, SecretName.RMM_API_SECRET_KEY, secretKey.get());
        return apiKey.isEmpty() || apiSecretKey.isEmpty()
                ? new Opening.Unopenable<>()
                : new Opening.Opened<>(clients.datto(
                        tenant,
                        new DattoCredentials(rmm.apiUrl(), apiKey.get(), apiSecretKey.get(), grant(rmm.grant()))));
    }

    Opening<GravityZoneClient> gravityZone(String tenant, TenantSettings.GravityZone access) {
        var key = sealed(tenant, SecretName.GRAVITYZONE_API_KEY, access.revision());
        if (key.isEmpty()) {
            return new Opening.NotYet<>();
        }
        return opener.open(tenant, SecretName.GRAVITYZONE_API_KEY, key.get())
                .<Opening<GravityZoneClient>>map(apiKey -> new Opening.Opened<>(
                        clients.gravityZone(tenant, new GravityZoneCredentials(access.accessUrl(), apiKey))))
                .orElseGet(Opening.Unopenable::new);
    }

    /** A credential of another revision belongs to another address, where it must not be sent. */
    private Optional<byte[]> sealed(String tenant, SecretName name, long revision) {
        return Optional.ofNullable(secrets.get(TenantKey.of(tenant, name.name())))
                .filter(stored -> stored.revision() == revision)
                .map(TenantSettings.Sealed::ciphertext);
    }

    private static @Nullable Grant grant(String name) {
        return switch (name) {
            case "PASSWORD" -> Grant.PASSWORD;
            case "CLIENT_CREDENTIALS" -> Grant.CLIENT_CREDENTIALS;
            default -> null;
        };
    }
}
