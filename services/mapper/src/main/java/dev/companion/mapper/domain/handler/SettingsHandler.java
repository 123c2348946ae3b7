package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.GravityZoneAccess;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Handles saves of settings: each is accepted whole or refused. The console has tested address and credentials before it
 * sends the request, so only what depends on the present state is checked here.
 */
final class SettingsHandler {

    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}_[A-Z]{2}");

    private final Inventory inventory;
    private final Request request;
    private final Optional<TenantSettings> known;

    SettingsHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
        this.known = inventory.findTenant();
    }

    Decision save(SaveGravityZone wanted) {
        var present = known.map(TenantSettings::gravityZone);
        if (wanted.apiKey() == null && !hasSecret(SecretName.GRAVITYZONE_API_KEY)) {
            return Decision.refused("The GravityZone API key is missing.");
        }
        if (!SaveGravityZone.isUsableRoot(wanted.rootCompanyId())) {
            return Decision.refused(
                    "The id of the key's own company cannot be used, so it is not known whose company it is."
                            + " Try again with the key of a partner company.");
        }
        if (present.isPresent() && orphansLinks(present.get(), wanted)) {
            return Decision.refused(("The key belongs to the company “%s”, but sites are linked below “%s”. "
                            + "Unlink them first, or use a key of that company.")
                    .formatted(wanted.rootCompanyName(), present.get().rootCompanyName()));
        }
        var moved = wanted.apiKey() != null
                || present.isEmpty()
                || present.get().disconnectedAt() != null
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
                present.map(SettingsHandler::describe).orElse(null),
                describe(access));
    }

    Decision save(SaveRmm wanted) {
        var present = known.map(TenantSettings::rmm);
        if (wanted.apiKey() == null && !hasSecret(SecretName.RMM_API_KEY)) {
            return Decision.refused("The Datto RMM API key is missing.");
        }
        if (wanted.apiSecretKey() == null && !hasSecret(SecretName.RMM_API_SECRET_KEY)) {
            return Decision.refused("The Datto RMM API secret key is missing.");
        }
        if (present.isPresent() && !present.get().apiUrl().equals(wanted.apiUrl()) && !wanted.accountMoved()) {
            return Decision.refused(
                    "This Datto RMM account is connected through another API URL, and no other address can"
                            + " speak for it. Use the saved API URL. If Datto has moved the account to another platform, ask the"
                            + " operator to set COMPANION_MOVED_ACCOUNTS.");
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
                present.map(SettingsHandler::describe).orElse(null),
                describe(access));
    }

    /** Applies to later links; existing links keep their package. */
    Decision save(SaveDefaultPackage wanted) {
        var language = wanted.profile().language();
        if (!LOCALE.matcher(language).matches()) {
            return Decision.refused("The language is not a locale such as en_US.");
        }
        return decided(
                settings().with(wanted.profile()),
                List.of(),
                Action.SAVE_DEFAULT_PACKAGE,
                known.map(tenant -> tenant.profile().words()).orElse(null),
                wanted.profile().words());
    }

    private TenantSettings settings() {
        return known.orElseGet(() -> TenantSettings.initial(request.tenantName()))
                .named(request.tenantName());
    }

    /** Accepts a save that changes nothing, and publishes no settings for it. */
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

    /** A key of another company sees none of the linked companies, so every link would look broken. */
    private boolean orphansLinks(GravityZoneAccess present, SaveGravityZone wanted) {
        return !present.rootCompanyId().isBlank()
                && !wanted.rootCompanyId().isBlank()
                && !present.rootCompanyId().equals(wanted.rootCompanyId())
                && inventory.hasLinks();
    }

    private boolean hasSecret(SecretName name) {
        return inventory.findSecret(name).isPresent();
    }

    private record Given(SecretName name, @Nullable Credential credential) {}

    /**
     * Returns all secrets of an access in its new revision, also those that stay: a reader waits until secret and access
     * have one revision, so that it never uses a new address with half of an old pair.
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

    private static String describe(GravityZoneAccess access) {
        return "%s, key …%s, company “%s”, revision %d"
                .formatted(access.accessUrl(), access.apiKeyLastFour(), access.rootCompanyName(), access.revision());
    }

    private static String describe(RmmAccess access) {
        return "%s, key …%s, revision %d".formatted(access.apiUrl(), access.apiKeyLastFour(), access.revision());
    }
}
