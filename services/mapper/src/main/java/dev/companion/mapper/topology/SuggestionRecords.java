package dev.companion.mapper.topology;

import dev.companion.links.SuggestionCandidate;
import dev.companion.links.SuggestionState;
import dev.companion.matching.Suggestion;
import dev.companion.matching.Suggestion.Candidate;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The topic of suggestions. */
final class SuggestionRecords {

    private SuggestionRecords() {}

    /** Null for a withdrawn suggestion, whose record is deleted. */
    static dev.companion.links.@Nullable Suggestion toRecord(String tenantId, Suggestion suggestion, Instant at) {
        return switch (suggestion.state()) {
            case NONE -> null;
            case SUGGESTED -> record(tenantId, suggestion, SuggestionState.SUGGESTED, at);
            case DISPUTED -> record(tenantId, suggestion, SuggestionState.DISPUTED, at);
        };
    }

    /** The id of the record, and of the tombstone if the suggestion is withdrawn. */
    static String eventId(Suggestion suggestion) {
        return "suggestion:" + suggestion.siteUid() + ":" + suggestion.sequence();
    }

    private static dev.companion.links.Suggestion record(
            String tenantId, Suggestion suggestion, SuggestionState state, Instant at) {
        var sequence = suggestion.sequence();
        return dev.companion.links.Suggestion.newBuilder()
                .setMetadata(EventMetadatas.of(eventId(suggestion), at, sequence, null))
                .setTenantId(tenantId)
                .setSiteUid(suggestion.siteUid())
                .setSiteName(suggestion.siteName())
                .setState(state)
                .setExact(suggestion.exact())
                .setCandidates(suggestion.candidates().stream()
                        .map(SuggestionRecords::record)
                        .toList())
                .setDispute(suggestion.dispute())
                .setLinkedBefore(suggestion.linkedBefore())
                .build();
    }

    private static SuggestionCandidate record(Candidate candidate) {
        return SuggestionCandidate.newBuilder()
                .setCompanyId(candidate.companyId())
                .setCompanyName(candidate.companyName())
                .setScore(candidate.score())
                .setEvidence(candidate.evidence())
                .build();
    }
}
