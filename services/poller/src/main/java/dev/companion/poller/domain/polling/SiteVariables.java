package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.search.SiteVariable;
import org.jspecify.annotations.Nullable;

/** Where the site variables of a tenant lead, as published. A reading is published also if it is as before: a person asked. */
record SiteVariables(String tenant, PollContext context) {

    /** @param found null if the site has no variable, or if nothing can be said of it */
    void set(String siteUid, @Nullable SiteVariable found) {
        var known = context.tables().variable(tenant, siteUid);
        if (found == null) {
            forget(siteUid);
        } else {
            var next = known == null ? found : found.after(known);
            context.tables().setVariable(tenant, siteUid, next);
            context.emit(new PollEmission.VariableFollowed(tenant, siteUid, next));
        }
    }

    void forget(String siteUid) {
        if (context.tables().variable(tenant, siteUid) != null) {
            context.tables().setVariable(tenant, siteUid, null);
            context.emit(new PollEmission.VariableForgotten(tenant, siteUid));
        }
    }
}
