package dev.companion.mapper.domain;

import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.Statement;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What leaves the {@link MapperController}. */
public sealed interface MapperEmission {

    /**
     * @param claim whether the root company is the tenant's
     * @param causedBy the request or the claim that changed them
     */
    record SettingsChanged(String tenantId, TenantSettings settings, ClaimVerdict claim, String causedBy)
            implements MapperEmission {}

    /**
     * A tenant says something about a company, for the task that decides whose it is.
     *
     * @param rootId the company's id in lower case
     * @param since with SEEN, since when the tenant holds its own root; otherwise null
     */
    record ClaimStated(
            String tenantId,
            String rootId,
            Statement statement,
            @Nullable Instant since,
            String causedBy) implements MapperEmission {}

    /** The root company of saved settings turned out to be the tenant's, or not to be. */
    record ClaimJudged(String tenantId, String rootId, ClaimVerdict verdict) implements MapperEmission {}

    /** @param causedBy the request that changed it */
    record SecretChanged(String tenantId, SealedSecret secret, String causedBy) implements MapperEmission {}

    /**
     * @param link if it is gone, its record is deleted
     * @param causedBy the request or rule that changed it, not always the one that last changed the specification
     */
    record LinkChanged(String tenantId, Link link, String causedBy) implements MapperEmission {}

    /**
     * @param type the name of the request's type
     * @param linksChanged how many links it changed
     */
    record RequestDecided(Request request, String type, RequestResult result, int linksChanged)
            implements MapperEmission {}

    /** A request arrived again after it was decided. Its result is published already, so nothing is. */
    record RequestRepeated(String type) implements MapperEmission {}

    /** @param requestKey tenant and request id, as the key of the request */
    record ResultExpired(String requestKey) implements MapperEmission {}

    /**
     * @param actor last four characters of the key that signed in, or the name of what acts automatically
     * @param causedBy the request or link change that the note is about
     */
    record AuditNoted(String tenantId, String actor, AuditNote note, String causedBy) implements MapperEmission {}

    /**
     * A key is erased because its tenant is reset.
     *
     * @param entityId empty for the tenant itself, which is erased last
     * @param causedBy the request that resets the tenant
     */
    record KeyErased(String tenantId, ErasedTopic topic, String entityId, String causedBy) implements MapperEmission {}

    /** Marks, in the topic of links, that no link from before the reset follows. */
    record ResetMarked(String tenantId, String requestId) implements MapperEmission {}

    /** @param suggestion if its state is NONE, its record is deleted */
    record SuggestionChanged(String tenantId, Suggestion suggestion) implements MapperEmission {}

    /** A rule made a link, which is also emitted as changed. */
    record LinkMadeByRule(String tenantId, Link link) implements MapperEmission {}

    /**
     * A name could not be compared, so its site or company is left out of suggestions.
     *
     * @param id of the site or company; never its name
     */
    record NameNotComparable(String tenantId, String id, RuntimeException cause) implements MapperEmission {}
}
