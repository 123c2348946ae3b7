package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.Absent;
import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.LinkWork.MadeCompany;
import dev.companion.provisioner.domain.LinkWork.NameTaken;
import dev.companion.provisioner.domain.LinkWork.Provenance;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.Progress.Setting;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import org.jspecify.annotations.Nullable;

/** What the outcomes of finding and creating a company mean. */
final class CompanyOutcomes {

    private static final Aspect ASPECT = Aspect.COMPANY_READY;

    private CompanyOutcomes() {}

    static Progress created(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var without = work.change(c -> c.absent = null);
        if (outcome.applied() && outcome.createdId() != null) {
            return use(Progress.onward(without), outcome.createdId(), call.companyName(), call.generation());
        }
        if (outcome.verdict() != Verdict.NOT_APPLIED) {
            return Progress.of(without.withDoubt(Doubt.about(call, outcome.answeredAt(), rules)));
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN
                && work.desired().wantsNew(call.companyName())
                && call.companyName() != null) {
            var taken = new NameTaken(call.companyName(), null, outcome.answeredAt());
            return Progress.of(without.change(c -> c.nameTaken = taken));
        }
        return Progress.of(moot(work, call) ? without : Progress.refused(without, call, outcome, ASPECT, rules));
    }

    /**
     * A call of this link created the company. It is taken into use if it is still what is wanted; else it stays on
     * record, so that it is never lost from sight.
     */
    static Progress use(LinkWork work, String id, @Nullable String name, long generation) {
        var known = work.withMade(new MadeCompany(id, name, generation));
        if (name == null || work.company() != null || !wants(work, name)) {
            return Progress.of(
                    known,
                    Fact.ofCompany(
                            Fact.Type.COMPANY_CREATED, id, "Created for what was wanted before; it is not in use."));
        }
        var company = new CompanyUse(id, name, Provenance.CREATED, false, true);
        return Progress.of(taken(known, company), Fact.ofCompany(Fact.Type.COMPANY_CREATED, id, null));
    }

    /** Whether a company made under the name belongs to the link: a link on its way out keeps what was made for it. */
    private static boolean wants(LinkWork work, String name) {
        return work.desired().wantsNew(name) || !work.desired().present();
    }

    static Progress found(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        return call.companyId() == null
                ? foundByName(work, call, outcome, setting)
                : foundById(work, call.companyId(), call, outcome, setting);
    }

    private static Progress foundByName(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var rules = setting.rules();
        var name = call.companyName();
        if (name == null) {
            return Progress.of(work);
        }
        var doubt = work.openDoubt(StepKind.CREATE_COMPANY, name);
        var at = outcome.answeredAt();
        if (!outcome.applied()) {
            var refused = moot(work, call) ? work : Progress.refused(work, call, outcome, ASPECT, rules);
            return Progress.of(doubt.map(open ->
                            refused.withDoubt(open, now -> now.notAnswered(at, rules.failurePause(work.failures()))))
                    .orElse(refused));
        }
        var ours = Adoption.ours(name, outcome.companies(), work, setting.rootCompanyId(), setting.claims());
        if (ours.isPresent()) {
            return adopted(work, name, ours.get());
        }
        var others = outcome.companies().stream()
                .filter(company -> CompanyName.same(company.name(), name))
                .toList();
        if (!others.isEmpty()) {
            // Names are unique, so one that another link uses leaves no room for one of ours.
            var elsewhere = others.stream().anyMatch(c -> setting.claims().usedByAnother(c.id(), work.key()));
            if (doubt.isPresent() && !elsewhere) {
                return Progress.of(work.withDoubt(doubt.get(), open -> open.seenUnproved(at, rules)));
            }
            var settled = doubt.map(open -> work.withDoubt(open, old -> old.settled(at)))
                    .orElse(work);
            return Progress.of(existsHere(settled, name, outcome, rules));
        }
        if (!outcome.complete()) {
            var waiting = moot(work, call) ? work : Progress.refused(work, call, outcome, ASPECT, rules);
            return Progress.of(doubt.map(open ->
                            waiting.withDoubt(open, now -> now.notAnswered(at, rules.failurePause(work.failures()))))
                    .orElse(waiting));
        }
        var looked = doubt.map(open -> work.withDoubt(open, now -> now.notSeen(call, at, rules)))
                .orElse(work);
        return Progress.of(notSeen(looked, name, call, outcome, rules));
    }

    private static Progress adopted(LinkWork work, String name, SeenCompany seen) {
        var known = work.withMade(
                        new MadeCompany(seen.id(), seen.name(), work.desired().generation()))
                .change(c -> c.doubts =
                        c.doubts.stream().filter(doubt -> !doubt.concerns(name)).toList());
        if (known.company() != null || !wants(known, name)) {
            return Progress.of(
                    known,
                    Fact.ofCompany(
                            Fact.Type.COMPANY_ADOPTED,
                            seen.id(),
                            "Created for what was wanted before; it is not in use."));
        }
        var company = new CompanyUse(seen.id(), seen.name(), Provenance.ADOPTED, false, false);
        return Progress.of(
                taken(Progress.onward(known), company), Fact.ofCompany(Fact.Type.COMPANY_ADOPTED, seen.id(), null));
    }

    private static LinkWork existsHere(LinkWork work, String name, Outcome outcome, Rules rules) {
        if (!work.desired().wantsNew(name) || work.company() != null) {
            return work;
        }
        var hold = new Hold(
                ASPECT,
                Reason.NAME_EXISTS_HERE,
                "A company of this name exists here. Link the site to it, or give another name.",
                outcome.answeredAt().plus(rules.recheckEvery()));
        return work.change(c -> {
            c.hold = hold;
            c.nameTaken = null;
            c.absent = null;
        });
    }

    /** The name was not seen and the answer was complete: a proof for a creation, or a step in looking into a refusal. */
    private static LinkWork notSeen(LinkWork work, String name, InFlight call, Outcome outcome, Rules rules) {
        if (!work.desired().wantsNew(name)) {
            return work;
        }
        var at = outcome.answeredAt();
        var taken = work.nameTaken();
        if (taken == null) {
            return Progress.onward(work)
                    .change(c -> c.absent = new Absent(StepKind.CREATE_COMPANY, wanted(work), call.plannedAt(), at));
        }
        if (taken.absentSince() == null) {
            var again = at.plus(rules.nameTakenGrace());
            return work.change(c -> c.nameTaken = new NameTaken(name, at, again));
        }
        if (call.plannedAt().isBefore(taken.absentSince().plus(rules.nameTakenGrace()))) {
            return work;
        }
        var hold = new Hold(
                ASPECT,
                Reason.NAME_TAKEN_ELSEWHERE,
                "Another GravityZone tenant has a company of this name. Give another name.",
                null);
        return work.change(c -> {
            c.hold = hold;
            c.nameTaken = null;
        });
    }

    private static String wanted(LinkWork work) {
        var name = work.desired().companyName();
        return name == null ? "" : name;
    }

    private static Progress foundById(LinkWork work, String id, InFlight call, Outcome outcome, Setting setting) {
        var rules = setting.rules();
        var known = work.company();
        var inUse = known != null && known.id().equals(id) ? known : null;
        if (inUse == null && !id.equals(work.desired().companyId())) {
            return Progress.of(work);
        }
        var seen = outcome.companies().stream()
                .filter(company -> company.id().equals(id))
                .findFirst();
        if (seen.isEmpty()) {
            return outOfSight(outcome)
                    ? Progress.of(missing(work, outcome, rules))
                    : Progress.of(Progress.refused(work, call, outcome, ASPECT, rules));
        }
        var name = seen.get().name();
        var fault = Adoption.unusable(seen.get(), work.key(), setting.claims());
        if (fault != null) {
            var hold = new Hold(
                    ASPECT,
                    Reason.COMPANY_NOT_USABLE,
                    fault,
                    outcome.answeredAt().plus(rules.recheckEvery()));
            return Progress.of(work.change(c -> {
                c.hold = hold;
                c.company =
                        inUse == null ? c.company : new CompanyUse(id, name, inUse.provenance(), inUse.unsure(), false);
            }));
        }
        if (inUse != null) {
            var sure = new CompanyUse(id, name, inUse.provenance(), false, false);
            return Progress.of(Progress.onward(work).change(c -> c.company = sure));
        }
        var chosen = new CompanyUse(id, name, Provenance.CHOSEN, false, false);
        return Progress.of(taken(Progress.onward(work), chosen), Fact.ofCompany(Fact.Type.COMPANY_CHOSEN, id, null));
    }

    /** Whether a look at one company by its id says that it is not there, or not for us to see. */
    private static boolean outOfSight(Outcome outcome) {
        return outcome.applied()
                || outcome.notFound()
                || (outcome.verdict() == Verdict.NOT_APPLIED && outcome.reason() == Outcome.Reason.PERMISSION);
    }

    /** One that was moved out of our tree looks much like a deleted one: deleted is only what the vendor says is. */
    private static LinkWork missing(LinkWork work, Outcome outcome, Rules rules) {
        var hold = new Hold(
                ASPECT,
                outcome.gone() ? Reason.COMPANY_MISSING : Reason.COMPANY_UNREACHABLE,
                outcome.gone() ? DELETED : UNREACHABLE,
                outcome.answeredAt().plus(rules.recheckEvery()));
        return work.change(c -> c.hold = hold);
    }

    private static final String DELETED =
            "The company no longer exists in GravityZone. Link the site to another one, or have one created.";
    private static final String UNREACHABLE =
            "GravityZone does not show the company to your key: it was deleted, or moved out of your reach. Until it is "
                    + "shown again, the link can be neither completed nor looked after. Have it moved back, or link the "
                    + "site to another company.";

    /** A company is in use from now on; what was known of packages belonged to another. */
    private static LinkWork taken(LinkWork work, CompanyUse company) {
        return work.change(c -> {
            c.company = company;
            c.pkg = null;
            c.kit = null;
            c.absent = null;
            c.nameTaken = null;
            c.hold = null;
        });
    }

    /** Whether a company of the call's name is no longer what the link is after. */
    private static boolean moot(LinkWork work, InFlight call) {
        return !work.desired().present()
                || work.company() != null
                || !work.desired().wantsNew(call.companyName());
    }
}
