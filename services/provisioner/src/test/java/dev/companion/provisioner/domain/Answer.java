package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes as a vendor would return them. */
record Answer(
        Verdict verdict,
        Reason reason,
        @Nullable Duration retryAfter,
        @Nullable String createdId,
        List<SeenCompany> seenCompanies,
        boolean complete,
        List<SeenPackage> seenPackages,
        @Nullable String windowsLink,
        @Nullable Boolean windowsReady,
        List<SeenVariable> seenVariables,
        List<AddOn> notLicensed,
        @Nullable Long endpoints,
        @Nullable PackageProfile profile,
        List<SeenLink> seenLinks) {

    Answer(
            Verdict verdict,
            Reason reason,
            @Nullable Duration retryAfter,
            @Nullable String createdId,
            List<SeenCompany> seenCompanies,
            boolean complete,
            List<SeenPackage> seenPackages,
            @Nullable String windowsLink,
            @Nullable Boolean windowsReady,
            List<SeenVariable> seenVariables) {
        this(
                verdict,
                reason,
                retryAfter,
                createdId,
                seenCompanies,
                complete,
                seenPackages,
                windowsLink,
                windowsReady,
                seenVariables,
                List.of(),
                null,
                null,
                List.of());
    }

    static Answer licence(AddOn... lacking) {
        return done().reading(List.of(lacking), null, null, List.of());
    }

    static Answer machines(long count) {
        return done().reading(List.of(), count, null, List.of());
    }

    static Answer contains(PackageProfile content) {
        return done().reading(List.of(), null, content, List.of());
    }

    static Answer links(SeenLink... seen) {
        return done().reading(List.of(), null, null, List.of(seen));
    }

    private Answer reading(
            List<AddOn> lacking, @Nullable Long machines, @Nullable PackageProfile content, List<SeenLink> links) {
        return new Answer(
                verdict,
                reason,
                retryAfter,
                createdId,
                seenCompanies,
                complete,
                seenPackages,
                windowsLink,
                windowsReady,
                seenVariables,
                lacking,
                machines,
                content,
                links);
    }

    static Answer nothing() {
        return companies();
    }

    static Answer companies(SeenCompany... seen) {
        return new Answer(
                Verdict.APPLIED, Reason.NONE, null, null, List.of(seen), true, List.of(), null, null, List.of());
    }

    static Answer packages(SeenPackage... seen) {
        return new Answer(
                Verdict.APPLIED, Reason.NONE, null, null, List.of(), true, List.of(seen), null, null, List.of());
    }

    static Answer link(@Nullable String link, @Nullable Boolean ready) {
        return new Answer(Verdict.APPLIED, Reason.NONE, null, null, List.of(), true, List.of(), link, ready, List.of());
    }

    static Answer variables(SeenVariable... seen) {
        return new Answer(
                Verdict.APPLIED, Reason.NONE, null, null, List.of(), true, List.of(), null, null, List.of(seen));
    }

    static Answer created(String id) {
        return new Answer(Verdict.APPLIED, Reason.NONE, null, id, List.of(), true, List.of(), null, null, List.of());
    }

    static Answer done() {
        return companies();
    }

    static Answer refused(Reason reason) {
        return new Answer(Verdict.NOT_APPLIED, reason, null, null, List.of(), false, List.of(), null, null, List.of());
    }

    static Answer limited(Duration retryAfter) {
        return new Answer(
                Verdict.NOT_APPLIED,
                Reason.RATE_LIMITED,
                retryAfter,
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                List.of());
    }

    static Answer lost() {
        return new Answer(
                Verdict.UNKNOWN_EFFECT, Reason.LOST, null, null, List.of(), false, List.of(), null, null, List.of());
    }

    Answer incomplete() {
        return new Answer(
                verdict,
                reason,
                retryAfter,
                createdId,
                seenCompanies,
                false,
                seenPackages,
                windowsLink,
                windowsReady,
                seenVariables);
    }

    Outcome to(Call call, Instant at) {
        return new Outcome(
                call.callId(),
                call.generation(),
                call.step().kind(),
                verdict,
                reason,
                null,
                retryAfter,
                createdId,
                seenCompanies,
                complete,
                seenPackages,
                windowsLink,
                windowsReady,
                seenVariables,
                notLicensed,
                endpoints,
                profile,
                seenLinks,
                1,
                at);
    }
}
