package dev.companion.console.web.settings;

import dev.companion.console.domain.signin.ProbeLimits;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.web.problem.ApiProblem;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** Limits and records the tests of credentials, as attempts to sign in are. */
public final class CredentialTests {

    private final ProbeLimits limits;
    private final SecurityLog log;
    private final InstantSource clock;

    public CredentialTests(ProbeLimits limits, SecurityLog log, InstantSource clock) {
        this.limits = limits;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param vendor as in logs
     * @param address of the client
     * @param passes whether the vendor accepts the credentials
     * @param undecided whether the vendor has not judged them, which counts for nothing
     * @throws ApiProblem 429 after too many credentials that were refused
     */
    <A> A run(
            ConsoleSession session,
            String vendor,
            String address,
            Supplier<A> test,
            Predicate<A> passes,
            Predicate<A> undecided) {
        var begun = clock.instant();
        var subject = session.tenant().tenantId() + "|" + vendor;
        limits.begin(subject, begun).ifPresent(wait -> {
            log.refused(SecurityLog.Door.CREDENTIAL_TEST, vendor + " limit", address, session);
            var seconds = wait.toSeconds() + 1;
            throw ApiProblem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many attempts",
                            "Nothing was saved. Too many credentials were refused. Try again in %d seconds."
                                    .formatted(seconds))
                    .retryAfter(seconds);
        });
        var answer = test.get();
        if (passes.test(answer) || undecided.test(answer)) {
            limits.giveBack(subject, begun);
        }
        if (!passes.test(answer)) {
            log.refused(SecurityLog.Door.CREDENTIAL_TEST, vendor + " " + reason(answer), address, session);
        }
        return answer;
    }

    /** The case of the answer in words, such as wrong key. */
    private static String reason(Object answer) {
        return answer.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
