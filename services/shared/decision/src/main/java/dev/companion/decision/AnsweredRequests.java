package dev.companion.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which requests were answered, so that a request that arrives again is neither decided nor answered a second
 * time. Keys are those of the request topic: {@code tenant|requestId}.
 */
public final class AnsweredRequests {

    /**
     * When a request was answered.
     *
     * @param subject id of what the request was about; null if that does not matter
     */
    public record Answer(Instant at, @Nullable String subject) {}

    public static final StoreSpec<Answer> STORE = new StoreSpec<>("answered-requests", Answer.class);

    private final Table<Answer> answers;
    private final Duration retention;

    /** @param retention how long an answer is remembered; a repeat that arrives later is decided again */
    public AnsweredRequests(Ledger ledger, Duration retention) {
        this.answers = ledger.table(STORE);
        this.retention = retention;
    }

    public boolean contains(String key) {
        return answers.contains(key);
    }

    public void add(String key, Instant now) {
        answers.put(key, new Answer(now, null));
    }

    public void add(String key, String subject, Instant now) {
        answers.put(key, new Answer(now, subject));
    }

    /** Forgets all answers of a tenant, and returns the ids of their requests. */
    public List<String> removeAllOf(String tenantId) {
        var prefix = tenantId + "|";
        var keys = new ArrayList<String>();
        answers.forEachWithPrefix(prefix, (key, _) -> keys.add(key));
        keys.forEach(answers::remove);
        return keys.stream().map(key -> key.substring(prefix.length())).toList();
    }

    /** Forgets answers older than the retention, and returns the keys of those forgotten. */
    public List<String> removeOld(Retention pass, Instant now) {
        var before = now.minus(retention);
        return pass.removeOld(answers, answer -> answer.at().isBefore(before));
    }
}
