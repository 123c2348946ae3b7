package dev.companion.provisioner.domain.plan;

import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.plan.Plan.Wait;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;

/** Plans a person's order about a company: look the company up, count its machines if that matters, send the call. */
final class CompanyOrderPlanner {

    private static final int DEPTH = 6;

    private CompanyOrderPlanner() {}

    /** Returns the next step of an open order. */
    static Plan next(CompanyOrder order, LinkState state, Instant now, Rules rules) {
        var progress = state.order();
        // An order that is too old is looked up once more: the outcome refuses it with the reason.
        if (progress == null || !progress.looked(now, rules.precheckMaxAge()) || order.outdated(now)) {
            return new Take(new Step.FindCompanyById(order.companyId(), order.parentId()), DEPTH);
        }
        if (progress.notBefore() != null && progress.notBefore().isAfter(now)) {
            return new Wait(progress.notBefore());
        }
        if ((order.deletes() || order.counts()) && !progress.counted(now, rules.precheckMaxAge())) {
            return new Take(new Step.CountEndpoints(order.companyId()), DEPTH);
        }
        return new Take(
                new Step.ChangeCompany(order.action(), order.companyId(), order.parentId(), order.newName()), DEPTH);
    }
}
