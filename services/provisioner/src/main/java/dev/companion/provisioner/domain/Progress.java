package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.PackageUse.Content;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a link's work has become, and what happened on the way.
 *
 * @param call the call that the input settled; null where it settled none
 */
record Progress(LinkWork work, List<Fact> facts, @Nullable InFlight call) {

    /**
     * What outcomes are judged by.
     *
     * @param tenant null while nothing is known of the tenant
     */
    record Setting(@Nullable TenantFacts tenant, CompanyClaims claims, Rules rules) {

        @Nullable String rootCompanyId() {
            return tenant == null ? null : tenant.rootCompanyId();
        }

        /** Whether what somebody changed behind a ready link is left so. */
        boolean watching() {
            return tenant != null && tenant.watching();
        }
    }

    /** The name that a company of the link turns out to have; empty where that is no news. */
    Optional<String> nameLearned(LinkWork before) {
        var company = work.company();
        var old = before.company();
        if (work.made().size() > before.made().size()) {
            return Optional.ofNullable(work.made().getLast().name());
        }
        return company != null
                        && old != null
                        && old.id().equals(company.id())
                        && !old.name().equals(company.name())
                ? Optional.of(company.name())
                : Optional.empty();
    }

    static Progress of(LinkWork work, Fact... facts) {
        return new Progress(work, List.of(facts), null);
    }

    /**
     * What is wanted has changed. What is still right is kept; what is under way, made or in doubt stays on record. The
     * variable is read again, since a new wish is proved by a new reading only.
     */
    static LinkWork wanted(LinkWork work, Desired desired) {
        var company = work.company();
        var keep = company != null && stillRight(work, company, desired);
        var pkg = work.pkg();
        var keepPackage = keep && pkg != null && work.desired().packageName().equals(desired.packageName());
        var sameContent = work.desired().profile().equals(desired.profile());
        var kept = pkg == null || !keepPackage ? null : sameContent ? pkg : pkg.containing(Content.OTHER);
        return work.change(c -> {
            c.desired = desired;
            c.company = keep ? company : null;
            c.pkg = kept;
            c.licence = keep ? c.licence : null;
            c.kit = keepPackage ? c.kit : null;
            c.variable = null;
            c.absent = null;
            c.nameTaken = null;
            c.hold = fault(desired);
            c.attempts = Map.of();
            c.failures = 0;
            c.writes = 0;
            c.order = desired.order() == null ? null : OrderWork.OPEN;
            c.doubts = keep ? c.doubts : withoutPackageDoubts(c.doubts);
        });
    }

    /** A link as it is when it is first heard of. */
    static LinkWork begun(LinkKey key, Desired desired) {
        return LinkWork.of(key, desired).change(c -> {
            c.hold = fault(desired);
            c.order = desired.order() == null ? null : OrderWork.OPEN;
        });
    }

    private static boolean stillRight(LinkWork work, CompanyUse company, Desired desired) {
        if (!desired.present()) {
            return true;
        }
        // One that is not there any more is given up by a new wish, so that it can be made anew; a decision about it
        // is no other wish. One that may well be there is given up only where the wish would lead to it again: under
        // another name by now it would be made a second time.
        if (company.unsure() && desired.order() == null && (lost(work) || leadsTo(company, desired))) {
            return false;
        }
        if (desired.companyId() != null) {
            return desired.companyId().equals(company.id());
        }
        // The name it was made under counts: having been renamed since does not make it another company.
        return work.made().stream().anyMatch(made -> made.id().equals(company.id()) && desired.wantsNew(made.name()));
    }

    private static boolean lost(LinkWork work) {
        var hold = work.hold();
        return hold != null && (hold.reason() == Reason.COMPANY_MISSING || hold.reason() == Reason.COMPANY_UNREACHABLE);
    }

    private static boolean leadsTo(CompanyUse company, Desired desired) {
        return desired.companyId() != null || desired.wantsNew(company.name());
    }

    private static List<Doubt> withoutPackageDoubts(List<Doubt> doubts) {
        return doubts.stream()
                .filter(doubt -> doubt.kind() == StepKind.CREATE_COMPANY)
                .toList();
    }

    private static @Nullable Hold fault(Desired desired) {
        var fault = desired.present() ? desired.nameFault() : null;
        return fault == null ? null : new Hold(Aspect.COMPANY_READY, Reason.NAME_INVALID, fault, null);
    }

    /**
     * The call under way has neither an outcome nor time left. A creation is in doubt from now on; a read is simply
     * made again; a change of the variable shows in the next reading.
     */
    static Progress expired(LinkWork work, InFlight call, Instant now, Rules rules) {
        var without = work.change(c -> {
            c.inFlight = null;
            c.absent = null;
        });
        return new Progress(
                switch (call.kind()) {
                    case CREATE_COMPANY -> without.withDoubt(Doubt.about(call, now, rules));
                    case CREATE_PACKAGE ->
                        PackageOutcomes.inUse(without, call) == null
                                ? without
                                : PackageOutcomes.tried(without).withDoubt(Doubt.about(call, now, rules));
                    case WRITE_VARIABLE, DELETE_VARIABLE -> VariableOutcomes.unsettled(without, now, rules);
                    case UPDATE_PACKAGE ->
                        without.pkg() == null ? without : PackageContents.inDoubt(without, without.pkg(), now, rules);
                    case DELETE_PACKAGE -> without.change(c -> c.pkg = c.pkg == null ? null : c.pkg.doubted());
                    case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                        ordered(without, call, (order, state) -> of(CompanyOrders.inDoubt(state, without, now, rules)))
                                .work();
                    case FIND_COMPANY,
                            FIND_COMPANIES,
                            FIND_PACKAGE,
                            READ_PACKAGE,
                            READ_PACKAGE_LINK,
                            READ_PACKAGE_LINKS,
                            READ_LICENCE,
                            COUNT_ENDPOINTS,
                            READ_VARIABLE -> without;
                },
                List.of(),
                call);
    }

    /** The outcome of the call under way, or of a creation in doubt; any other is no news and changes nothing. */
    static Progress after(LinkWork work, Outcome outcome, Setting setting) {
        var call = work.inFlight();
        if (call != null && call.callId().equals(outcome.callId())) {
            var settled = work.change(c -> c.inFlight = null);
            var progress = answered(settled, call, outcome, setting);
            return new Progress(progress.work(), progress.facts(), call);
        }
        return work.doubts().stream()
                .filter(doubt -> doubt.callId().equals(outcome.callId()))
                .findFirst()
                .map(doubt -> late(work, doubt, outcome))
                .orElseGet(() -> of(work));
    }

    private static Progress answered(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var rules = setting.rules();
        return switch (call.kind()) {
            case FIND_COMPANY, FIND_COMPANIES -> companyFound(work, call, outcome, setting);
            case CREATE_COMPANY -> CompanyOutcomes.created(work, call, outcome, rules);
            case FIND_PACKAGE -> PackageOutcomes.found(work, call, outcome, setting);
            case CREATE_PACKAGE -> PackageOutcomes.created(work, call, outcome, rules);
            case DELETE_PACKAGE -> PackageOutcomes.deleted(work, call, outcome, rules);
            case READ_LICENCE -> PackageContents.licenceRead(work, call, outcome, setting);
            case READ_PACKAGE -> PackageContents.read(work, call, outcome, setting);
            case UPDATE_PACKAGE -> PackageContents.updated(work, call, outcome, rules);
            case READ_PACKAGE_LINK -> PackageContents.linkRead(work, call, outcome, setting);
            case READ_PACKAGE_LINKS -> linksRead(work, call, outcome, setting);
            case READ_VARIABLE -> VariableOutcomes.read(work, call, outcome, setting);
            case WRITE_VARIABLE -> VariableOutcomes.written(work, call, outcome, rules);
            case DELETE_VARIABLE -> VariableOutcomes.deleted(work, call, outcome, rules);
            case COUNT_ENDPOINTS ->
                ordered(work, call, (order, state) -> CompanyOrders.counted(order, state, work, call, outcome, rules));
            case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                ordered(work, call, (order, state) -> CompanyOrders.sent(order, state, work, call, outcome, rules));
        };
    }

    /** What a find of companies says to the order that is open for one, or else to the link. */
    private static Progress companyFound(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var order = work.desired().order();
        var state = work.order();
        return order != null
                        && state != null
                        && work.orderOpen()
                        && order.companyId().equals(call.companyId())
                        && call.generation() == work.desired().generation()
                ? CompanyOrders.looked(order, state, work, call, outcome, setting)
                : CompanyOutcomes.found(work, call, outcome, setting);
    }

    /** An order that was given up meanwhile has no use for what came of its call; a link that goes on looks for itself. */
    private static Progress ordered(
            LinkWork work, InFlight call, BiFunction<CompanyOrder, OrderWork, Progress> answer) {
        var order = work.desired().order();
        if (order != null
                && work.order() != null
                && work.orderOpen()
                && call.generation() == work.desired().generation()) {
            return answer.apply(order, work.order());
        }
        return of(call.kind().effect() && work.desired().present() ? PackageOutcomes.companyUnsure(work) : work);
    }

    /**
     * What an outcome of a call that was made for several links says to one of them that was not the first.
     *
     * @param call as that link would have made it alone
     */
    static Progress alongside(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        return outcome.applied() ? answered(work, call, outcome, setting) : of(work);
    }

    private static Progress linksRead(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var company = PackageOutcomes.inUse(work, call);
        var pkg = work.pkg();
        if (company == null || pkg == null) {
            return of(work);
        }
        if (!outcome.applied()) {
            // Where the listing is not for us, each link is read by itself from now on.
            return of(outcome.notForUs() ? work : refused(work, call, outcome, Aspect.LINK_READY, setting.rules()));
        }
        var at = outcome.answeredAt();
        var row = outcome.links().stream()
                .filter(link -> link.companyId().equals(company.id())
                        && link.packageName().equals(pkg.name()))
                .findFirst();
        if (row.isPresent()) {
            return PackageContents.linkSeen(work, row.get().windows(), row.get().ready(), at, setting);
        }
        return of(work.wantedValue() == null ? PackageContents.polled(work, null, null, at) : work);
    }

    /** What the vendor said of a creation after it had been given up for doubtful: it knew best. */
    private static Progress late(LinkWork work, Doubt doubt, Outcome outcome) {
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT || (outcome.applied() && outcome.createdId() == null)) {
            return of(work);
        }
        // Should an intent ever be delivered a second time, this is what the second delivery says, not the call.
        if (outcome.reason() == Outcome.Reason.TOO_LATE) {
            return of(work);
        }
        var settled = work.withoutDoubt(doubt.callId());
        if (outcome.createdId() == null) {
            return of(settled);
        }
        return doubt.kind() == StepKind.CREATE_COMPANY
                ? CompanyOutcomes.use(settled, outcome.createdId(), doubt.companyName(), doubt.generation())
                : PackageOutcomes.use(settled, outcome.createdId(), doubt.companyId(), outcome.answeredAt());
    }

    /** A call that certainly had no effect and brought no answer either: when to try again, and what to say. */
    static LinkWork refused(LinkWork work, InFlight call, Outcome outcome, Aspect aspect, Rules rules) {
        var at = outcome.answeredAt();
        var message = outcome.message();
        var pause = rules.failurePause(work.failures());
        var vendor = call.kind().vendor().words();
        var hold =
                switch (outcome.reason()) {
                    case RATE_LIMITED ->
                        new Hold(
                                aspect,
                                Reason.WAITING_FOR_QUOTA,
                                vendor + " takes no more calls for the moment. It goes on by itself.",
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(pause)));
                    // The breaker holds back every link of the tenant, so the link itself need not.
                    case CREDENTIALS -> new Hold(aspect, Reason.CREDENTIALS_REJECTED, message, at);
                    // … unless it is about one thing that is closed to us, which only a later look can find open.
                    case PERMISSION ->
                        new Hold(
                                aspect,
                                Reason.PERMISSION_MISSING,
                                message,
                                call.aboutOneThing() ? at.plus(rules.recheckEvery()) : at);
                    case TOO_LATE ->
                        new Hold(
                                aspect,
                                Reason.IN_PROGRESS,
                                null,
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(rules.kitPause(0))));
                    case CONFLICT, NAME_TAKEN -> new Hold(aspect, Reason.IN_PROGRESS, null, at.plus(pause));
                    // A value that was refused stays refused until another is wanted; a read may be answered later.
                    case INVALID, NOT_OFFERED ->
                        new Hold(
                                aspect,
                                Reason.REFUSED_BY_VENDOR,
                                message,
                                call.kind().effect() ? null : at.plus(rules.recheckEvery()));
                    case UNAVAILABLE, LOST, NOT_FOUND, GONE, NONE ->
                        new Hold(
                                aspect,
                                Reason.VENDOR_UNAVAILABLE,
                                vendor + " does not answer. It is tried again by itself.",
                                at.plus(pause));
                };
        return work.change(c -> {
            c.hold = hold;
            c.failures = outcome.reason() == Outcome.Reason.TOO_LATE ? c.failures : c.failures + 1;
            c.absent = null;
        });
    }

    /** Somebody changed what was ready, and it is left so and looked at again. */
    static LinkWork drifted(LinkWork work, Aspect aspect, String what, Instant at, Rules rules) {
        var message = what + " Self-healing is switched off: switch it on in the settings, or put it right yourself.";
        var hold = new Hold(aspect, Reason.DRIFTED, message, at.plus(rules.recheckEvery()));
        return work.change(c -> c.hold = hold);
    }

    /** The same work, going on without a hold. */
    static LinkWork onward(LinkWork work) {
        return work.change(c -> {
            c.hold = null;
            c.failures = 0;
        });
    }
}
