package dev.companion.provisioner.execution;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoLane;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.datto.Grant;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.health.VendorApi;
import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretOpener.UnsealException;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients from the topics of settings and secrets. A client is kept, with its token, as long as the revision of
 * its access stays the same; credentials are in clear in memory only.
 *
 * <p>The quota of Datto RMM is the account's, and a tenant is one account. The quota of GravityZone is the key's, so all
 * tenants that use one key pass one gate.
 */
public final class SavedCredentials implements VendorClients {

    private record Kept<C>(long revision, C client) {}

    private final VendorHttp rmmHttp;
    private final VendorHttp gravityZoneHttp;
    private final SecretOpener opener;
    private final InstantSource clock;
    private final CallGates<DattoLane> dattoGates;
    private final CallGates<GravityZoneLane> gravityZoneGates;

    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, SealedSecret> secrets = new ConcurrentHashMap<>();
    private final Set<String> unopened = ConcurrentHashMap.newKeySet();
    private final Map<String, Kept<GravityZoneClient>> gravityZone = new ConcurrentHashMap<>();
    private final Map<String, Kept<DattoRmmClient>> datto = new ConcurrentHashMap<>();

    public SavedCredentials(
            VendorHttp rmmHttp,
            VendorHttp gravityZoneHttp,
            SecretOpener opener,
            InstantSource clock,
            CallGates<DattoLane> dattoGates,
            CallGates<GravityZoneLane> gravityZoneGates) {
        this.rmmHttp = rmmHttp;
        this.gravityZoneHttp = gravityZoneHttp;
        this.opener = opener;
        this.clock = clock;
        this.dattoGates = dattoGates;
        this.gravityZoneGates = gravityZoneGates;
    }

    public void tenant(String key, @Nullable Tenant tenant, RecordPosition position) {
        if (tenant == null) {
            tenants.remove(key);
            gravityZone.remove(key);
            datto.remove(key);
            dattoGates.forget(key);
        } else {
            tenants.put(key, tenant);
            forgetDisconnected(key, tenant);
        }
    }

    /** A client holds its credentials in clear and a token, so it goes with them. */
    private void forgetDisconnected(String key, Tenant tenant) {
        if (connected(tenant.getGravityZone(), GravityZoneAccess::getDisconnectedAt) == null) {
            gravityZone.remove(key);
        }
        if (connected(tenant.getRmm(), RmmAccess::getDisconnectedAt) == null) {
            datto.remove(key);
        }
    }

    /** Null unless the access is saved and no person disconnected it. */
    private static <A> @Nullable A connected(Optional<A> access, Function<A, Optional<Instant>> disconnectedAt) {
        return access.filter(it -> disconnectedAt.apply(it).isEmpty()).orElse(null);
    }

    public void secret(String key, @Nullable SealedSecret secret, RecordPosition position) {
        if (secret == null) {
            secrets.remove(key);
            unopened.remove(key);
            return;
        }
        secrets.put(key, secret);
        if (isOpened(secret)) {
            unopened.remove(key);
        } else {
            unopened.add(key);
        }
    }

    /** Number of tenants with a stored secret of this vendor that this installation's keyset does not open. */
    public int unopenedSecrets(VendorApi api) {
        return (int) unopened.stream()
                .map(secrets::get)
                .filter(secret -> secret != null && api(secret) == api)
                .map(SealedSecret::getTenantId)
                .distinct()
                .count();
    }

    private static VendorApi api(SealedSecret secret) {
        return secret.getName() == SecretName.GRAVITYZONE_API_KEY ? VendorApi.GRAVITYZONE : VendorApi.DATTO_RMM;
    }

    /** What a newer version stored under a name of its own is for that version to open. */
    private boolean isOpened(SealedSecret sealed) {
        if (sealed.getName() == SecretName.UNKNOWN) {
            return true;
        }
        try {
            opener.open(sealed.getTenantId(), sealed.getName(), ciphertext(sealed));
            return true;
        } catch (UnsealException _) {
            return false;
        }
    }

    private static byte[] ciphertext(SealedSecret sealed) {
        var ciphertext = new byte[sealed.getCiphertext().remaining()];
        sealed.getCiphertext().duplicate().get(ciphertext);
        return ciphertext;
    }

    @Override
    public CallResult<GravityZoneClient> gravityZone(String tenantId) {
        var tenant = tenants.get(tenantId);
        var access = tenant == null ? null : connected(tenant.getGravityZone(), GravityZoneAccess::getDisconnectedAt);
        if (access == null) {
            return refused("GravityZone is not set up for this tenant. Save its credentials under Settings.");
        }
        var kept = gravityZone.get(tenantId);
        if (kept != null && kept.revision() == access.getRevision()) {
            return new Found<>(kept.client());
        }
        return open(tenantId, SecretName.GRAVITYZONE_API_KEY, access.getRevision())
                .map(key -> {
                    var client = GravityZoneClients.of(
                            gravityZoneHttp,
                            new GravityZoneCredentials(access.getAccessUrl(), key),
                            gravityZoneGates.of(key.fingerprint()));
                    gravityZone.put(tenantId, new Kept<>(access.getRevision(), client));
                    return client;
                });
    }

    @Override
    public CallResult<DattoRmmClient> datto(String tenantId) {
        var tenant = tenants.get(tenantId);
        var access = tenant == null ? null : connected(tenant.getRmm(), RmmAccess::getDisconnectedAt);
        if (access == null) {
            return refused("Datto RMM is not set up for this tenant. Save its credentials under Settings.");
        }
        var kept = datto.get(tenantId);
        if (kept != null && kept.revision() == access.getRevision()) {
            return new Found<>(kept.client());
        }
        return open(tenantId, SecretName.RMM_API_KEY, access.getRevision())
                .then(key -> open(tenantId, SecretName.RMM_API_SECRET_KEY, access.getRevision())
                        .map(secret -> {
                            var client = DattoRmmClients.of(
                                    rmmHttp,
                                    new DattoCredentials(access.getApiUrl(), key, secret, grant(access.getGrant())),
                                    clock,
                                    dattoGates.of(tenantId));
                            datto.put(tenantId, new Kept<>(access.getRevision(), client));
                            return client;
                        }));
    }

    /** A secret of another revision belongs to another address and must not be sent to this one. */
    private CallResult<Secret> open(String tenantId, SecretName name, long revision) {
        var sealed = secrets.get(TenantKey.of(tenantId, name.name()));
        if (sealed == null || sealed.getRevision() != revision) {
            return new CallResult.Unavailable<>("The credentials have not arrived yet.");
        }
        try {
            return new Found<>(Secret.of(opener.open(tenantId, name, ciphertext(sealed))));
        } catch (UnsealException e) {
            return refused("The saved credentials cannot be opened with this installation's keyset. Save them again.");
        }
    }

    private static @Nullable Grant grant(RmmGrant grant) {
        return switch (grant) {
            case PASSWORD -> Grant.PASSWORD;
            case CLIENT_CREDENTIALS -> Grant.CLIENT_CREDENTIALS;
            case UNKNOWN -> null;
        };
    }

    private static <T> CallResult<T> refused(String what) {
        return new Refused<>(Reason.CREDENTIALS, what);
    }
}
