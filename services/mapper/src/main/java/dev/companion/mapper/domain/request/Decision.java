package dev.companion.mapper.domain.request;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one request, and all that it changes. A refusal changes nothing.
 *
 * @param tenant the settings to store and publish; null if they stay as they are
 * @param secrets to store and publish
 * @param removedSecrets to remove from the store and the topic
 * @param links to store and publish
 * @param dismissals to store
 */
public record Decision(
        RequestResult result,
        @Nullable TenantSettings tenant,
        List<SealedSecret> secrets,
        List<SecretName> removedSecrets,
        List<Link> links,
        List<Dismissal> dismissals,
        List<AuditNote> audit) {

    public static Decision refused(RequestResult result) {
        return new Decision(result, null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static Decision refused(String message) {
        return refused(RequestResult.refused(message));
    }

    /** Refuses a request about one site; a blank site gets no item. */
    public static Decision refused(String siteUid, String reason) {
        var items = siteUid.isBlank()
                ? List.<RequestResult.Item>of()
                : List.of(RequestResult.Item.refused(siteUid, reason));
        return refused(new RequestResult(false, items, reason));
    }

    public static Decision linked(List<RequestResult.Item> items, List<Link> links, List<AuditNote> audit) {
        return new Decision(new RequestResult(true, items, null), null, List.of(), List.of(), links, List.of(), audit);
    }

    public static Decision settled(@Nullable TenantSettings tenant, List<SealedSecret> secrets, AuditNote note) {
        return new Decision(RequestResult.ACCEPTED, tenant, secrets, List.of(), List.of(), List.of(), List.of(note));
    }

    /** Stores settings without these credentials. */
    public static Decision disconnected(TenantSettings tenant, List<SecretName> removed, AuditNote note) {
        return new Decision(RequestResult.ACCEPTED, tenant, List.of(), removed, List.of(), List.of(), List.of(note));
    }

    /** Stores the settings if they changed. A request that changes nothing is accepted and publishes no settings. */
    public static Decision settled(TenantSettings before, TenantSettings after, AuditNote note) {
        return settled(after.equals(before) ? null : after.next(), List.of(), note);
    }
}
