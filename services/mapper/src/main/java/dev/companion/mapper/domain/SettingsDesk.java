package dev.companion.mapper.domain;

import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Request.Credential;
import dev.companion.mapper.domain.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.Request.SaveGravityZone;
import dev.companion.mapper.domain.Request.SaveRmm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings: each save is taken over whole or refused. The console has probed address and credentials before it asks, so
 * what is looked at here is what only the present state can tell.
 */
final class SettingsDesk {

    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}_[A-Z]{2}");

    private final Inventory inventory;
    private final Request request;
    private final Optional<TenantSettings> known;

    SettingsDesk(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
        this.known = inventory.findTenant();
    }

    Decision save(SaveGravityZone wanted) {
        var present = known.map(TenantSettings::gravityZone);
        if (wanted.apiKey() == null && !holds(SecretName.GRAVITYZONE_API_KEY)) {
            return Decision.refused("The GravityZone API key is missing.");
        }
        if (present.isPresent() && leavesLinksBehind(present.get(), wanted)) {
            return Decision.refused(("The key belongs to the company “%s”, but sites are linked below “%s”. "
                            + "Unlink them first, or use a key of that company.")
                    .formatted(wanted.rootCompanyName(), present.get().rootCompanyName()));
        }
        var moved = wanted.apiKey() != null
                || present.isEmpty()
                || !present.get().accessUrl().equals(wanted.accessUrl());
        var revision = present.map(GravityZoneAccess::revision).orElse(0L) + (moved ? 1 : 0);
        var access = new GravityZoneAccess(
                wanted.accessUrl(),
                wanted.apiKeyLastFour(),
                wanted.rootCompanyId(),
                wanted.rootCompanyName(),
                revision);
        return decided(
                settings().with(access),
                moved ? secrets(revision, new Given(SecretName.GRAVITYZONE_API_KEY, wanted.apiKey())) : List.of(),
                Action.SAVE_GRAVITYZONE,
                present.map(SettingsDesk::words).orElse(null),
                words(access));
    }

    Decision save(SaveRmm wanted) {
        var present = known.map(TenantSettings::rmm);
        if (wanted.apiKey() == null && !holds(SecretName.RMM_API_KEY)) {
            return Decision.refused("The Datto RMM API key is missing.");
        }
        if (wanted.apiSecretKey() == null && !holds(SecretName.RMM_API_SECRET_KEY)) {
            return Decision.refused("The Datto RMM API secret key is missing.");
        }
        var moved = wanted.apiKey() != null
                || wanted.apiSecretKey() != null
                || present.isEmpty()
                || !present.get().apiUrl().equals(wanted.apiUrl());
        var revision = present.map(RmmAccess::revision).orElse(0L) + (moved ? 1 : 0);
        var access = new RmmAccess(wanted.apiUrl(), wanted.apiKeyLastFour(), wanted.grant(), revision);
        var secrets = moved
                ? secrets(
                        revision,
                        new Given(SecretName.RMM_API_KEY, wanted.apiKey()),
                        new Given(SecretName.RMM_API_SECRET_KEY, wanted.apiSecretKey()))
                : List.<SealedSecret>of();
        return decided(
                settings().with(access),
                secrets,
                Action.SAVE_RMM,
                present.map(SettingsDesk::words).orElse(null),
                words(access));
    }

    /** Later links are made with it; links that exist keep what they were made with. */
    Decision save(SaveDefaultPackage wanted) {
        var language = wanted.profile().language();
        if (!LOCALE.matcher(language).matches()) {
            return Decision.refused("The language is not a locale such as en_US.");
        }
        return decided(
                settings().with(wanted.profile()),
                List.of(),
                Action.SAVE_DEFAULT_PACKAGE,
                known.map(tenant -> tenant.profile().toString()).orElse(null),
                wanted.profile().toString());
    }

    private TenantSettings settings() {
        return known.orElseGet(() -> TenantSettings.initial(request.tenantName()))
                .named(request.tenantName());
    }

    /** A save that changes nothing is accepted and publishes no settings. */
    private Decision decided(
            TenantSettings settings,
            List<SealedSecret> secrets,
            Action action,
            @Nullable String before,
            @Nullable String after) {
        var changed = known.filter(settings::equals).isEmpty();
        var note = new AuditNote(action, "tenant:" + request.tenantId(), before, after, null);
        return Decision.settled(changed ? settings.next() : null, secrets, note);
    }

    /** A key of another company sees none of the companies that links lead to, and each link would look broken. */
    private boolean leavesLinksBehind(GravityZoneAccess present, SaveGravityZone wanted) {
        return !present.rootCompanyId().isBlank()
                && !wanted.rootCompanyId().isBlank()
                && !present.rootCompanyId().equals(wanted.rootCompanyId())
                && inventory.hasLinks();
    }

    private boolean holds(SecretName name) {
        return inventory.findSecret(name).isPresent();
    }

    private record Given(SecretName name, @Nullable Credential credential) {}

    /**
     * All secrets of an access in its new revision, also the kept ones: a reader waits until secret and access have one
     * revision, so that a new address never meets half of an old pair.
     */
    private List<SealedSecret> secrets(long revision, Given... given) {
        var secrets = new ArrayList<SealedSecret>();
        for (var each : given) {
            Optional.ofNullable(each.credential())
                    .map(fresh -> new SealedSecret(each.name(), fresh.ciphertext(), revision))
                    .or(() -> inventory.findSecret(each.name()).map(kept -> kept.at(revision)))
                    .ifPresent(secrets::add);
        }
        return List.copyOf(secrets);
    }

    private static String words(GravityZoneAccess access) {
        return "%s, key …%s, company “%s”, revision %d"
                .formatted(access.accessUrl(), access.apiKeyLastFour(), access.rootCompanyName(), access.revision());
    }

    private static String words(RmmAccess access) {
        return "%s, key …%s, revision %d".formatted(access.apiUrl(), access.apiKeyLastFour(), access.revision());
    }
}
