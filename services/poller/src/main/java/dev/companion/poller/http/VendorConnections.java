package dev.companion.poller.http;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.Grant;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.read.SealedCredential;
import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the tenants, one for each vendor, kept for as long as the access stays the same. Opened credentials are
 * held by clients only. Safe for several threads.
 */
final class VendorConnections {

    private record Key(String tenant, Vendor vendor) {}

    private record SecretKey(Key key, SecretName name) {}

    private record Connection<C>(VendorAccess access, C client) {}

    private final VendorClients clients;
    private final CredentialOpener opener;
    private final Map<Key, Connection<?>> connections = new ConcurrentHashMap<>();
    private final Set<SecretKey> unopened = ConcurrentHashMap.newKeySet();

    VendorConnections(VendorClients clients, CredentialOpener opener) {
        this.clients = clients;
        this.opener = opener;
    }

    /** Empty if the credentials cannot be opened. */
    Optional<DattoRmmClient> datto(String tenant, VendorAccess.Datto access) {
        return connection(
                tenant,
                access,
                () -> open(tenant, access, SecretName.RMM_API_KEY, access.apiKey())
                        .flatMap(key -> open(tenant, access, SecretName.RMM_API_SECRET_KEY, access.apiSecretKey())
                                .map(secret -> clients.datto(
                                        tenant,
                                        new DattoCredentials(access.apiUrl(), key, secret, grant(access.grant()))))));
    }

    /** Empty if the credentials cannot be opened. */
    Optional<GravityZoneClient> gravityZone(String tenant, VendorAccess.GravityZone access) {
        return connection(
                tenant,
                access,
                () -> open(tenant, access, SecretName.GRAVITYZONE_API_KEY, access.apiKey())
                        .map(key -> clients.gravityZone(tenant, new GravityZoneCredentials(access.accessUrl(), key))));
    }

    /** Drops the client and its credentials. */
    void close(String tenant, Vendor vendor) {
        var key = new Key(tenant, vendor);
        connections.remove(key);
        unopened.removeIf(secret -> secret.key().equals(key));
    }

    /** Number of tenants with a secret of this vendor that could not be opened when it was last needed. */
    int unopened(Vendor vendor) {
        return (int) unopened.stream()
                .map(SecretKey::key)
                .filter(key -> key.vendor() == vendor)
                .distinct()
                .count();
    }

    @SuppressWarnings("unchecked") // an access always belongs to the same type of client
    private <C> Optional<C> connection(String tenant, VendorAccess access, Supplier<Optional<C>> opening) {
        var connection = connections.compute(
                new Key(tenant, access.vendor()),
                (_, open) -> open != null && open.access() == access
                        ? open
                        : opening.get()
                                .map(client -> new Connection<>(access, client))
                                .orElse(null));
        return Optional.ofNullable(connection).map(open -> (C) open.client());
    }

    private Optional<Secret> open(String tenant, VendorAccess access, SecretName name, SealedCredential sealed) {
        var opened = opener.open(tenant, name, sealed.ciphertext());
        var secret = new SecretKey(new Key(tenant, access.vendor()), name);
        if (opened.isPresent()) {
            unopened.remove(secret);
        } else {
            unopened.add(secret);
        }
        return opened;
    }

    private static @Nullable Grant grant(String name) {
        return switch (name) {
            case "PASSWORD" -> Grant.PASSWORD;
            case "CLIENT_CREDENTIALS" -> Grant.CLIENT_CREDENTIALS;
            default -> null;
        };
    }
}
