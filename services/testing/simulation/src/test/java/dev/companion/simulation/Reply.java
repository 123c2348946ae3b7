package dev.companion.simulation;

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

/** What a vendor, or the way to it, makes of a call. */
final class Reply {

    private final Verdict verdict;
    private final Reason reason;
    private boolean complete;
    private @Nullable Duration retryAfter;
    private @Nullable String createdId;
    private List<SeenCompany> companies = List.of();
    private List<SeenPackage> packages = List.of();
    private @Nullable String windows;
    private @Nullable Boolean ready;
    private List<SeenVariable> variables = List.of();
    private List<AddOn> notLicensed = List.of();
    private @Nullable Long endpoints;
    private @Nullable PackageProfile profile;
    private List<SeenLink> links = List.of();

    private Reply(Verdict verdict, Reason reason) {
        this.verdict = verdict;
        this.reason = reason;
        this.complete = verdict == Verdict.APPLIED;
    }

    static Reply done() {
        return new Reply(Verdict.APPLIED, Reason.NONE);
    }

    static Reply refused(Reason reason) {
        return new Reply(Verdict.NOT_APPLIED, reason);
    }

    static Reply lost() {
        return new Reply(Verdict.UNKNOWN_EFFECT, Reason.LOST);
    }

    static Reply limited(Duration retryAfter) {
        var reply = refused(Reason.RATE_LIMITED);
        reply.retryAfter = retryAfter;
        return reply;
    }

    static Reply created(String id) {
        var reply = done();
        reply.createdId = id;
        return reply;
    }

    static Reply companies(List<SeenCompany> seen) {
        var reply = done();
        reply.companies = seen;
        return reply;
    }

    static Reply packages(List<SeenPackage> seen) {
        var reply = done();
        reply.packages = seen;
        return reply;
    }

    static Reply link(String windows, boolean ready) {
        var reply = done();
        reply.windows = windows;
        reply.ready = ready;
        return reply;
    }

    static Reply links(List<SeenLink> seen) {
        var reply = done();
        reply.links = seen;
        return reply;
    }

    static Reply variables(List<SeenVariable> seen) {
        var reply = done();
        reply.variables = seen;
        return reply;
    }

    static Reply notLicensed(List<AddOn> addOns) {
        var reply = done();
        reply.notLicensed = addOns;
        return reply;
    }

    static Reply endpoints(long count) {
        var reply = done();
        reply.endpoints = count;
        return reply;
    }

    static Reply profile(PackageProfile profile) {
        var reply = done();
        reply.profile = profile;
        return reply;
    }

    /** The same, but of a list that was cut off before its first row. */
    Reply cutOff() {
        complete = false;
        companies = List.of();
        packages = List.of();
        return this;
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
                companies,
                complete,
                packages,
                windows,
                ready,
                variables,
                notLicensed,
                endpoints,
                profile,
                links,
                1,
                at);
    }
}
