package dev.companion.resolver.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A difference that was found to be so.
 *
 * @param generation of the link that it is about
 * @param companyName the company's name, or the one that could not be used
 * @param fingerprint the same while the facts behind it are the same
 * @param summary what differs, in a sentence for people
 * @param consequence what happens if nobody acts, in a sentence for people
 * @param actions what can be done, the recommended first
 */
public record Finding(
        DiscrepancyType type,
        String siteUid,
        String siteName,
        @Nullable String companyId,
        @Nullable String companyName,
        long generation,
        String fingerprint,
        String summary,
        String consequence,
        List<Action> actions) {}
