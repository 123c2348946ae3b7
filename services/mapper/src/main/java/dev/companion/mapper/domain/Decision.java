package dev.companion.mapper.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that follows from one request. A refusal changes nothing.
 *
 * @param tenant the settings to keep and publish; null where they stay as they are
 * @param secrets to keep and publish
 * @param links to keep and publish
 * @param dismissals to keep
 */
public record Decision(
        Answer answer,
        @Nullable TenantSettings tenant,
        List<SealedSecret> secrets,
        List<Link> links,
        List<Dismissal> dismissals,
        List<AuditNote> audit) {

    static Decision refused(Answer answer) {
        return new Decision(answer, null, List.of(), List.of(), List.of(), List.of());
    }

    static Decision refused(String message) {
        return refused(Answer.no(message));
    }

    static Decision linked(List<Answer.Item> items, List<Link> links, List<AuditNote> audit) {
        return new Decision(new Answer(true, items, null), null, List.of(), links, List.of(), audit);
    }

    static Decision settled(@Nullable TenantSettings tenant, List<SealedSecret> secrets, AuditNote note) {
        return new Decision(Answer.yes(), tenant, secrets, List.of(), List.of(), List.of(note));
    }
}
