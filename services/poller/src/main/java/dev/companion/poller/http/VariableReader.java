package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.List;

/** Reads the site variable that holds an installation link. */
final class VariableReader {

    private static final String NAME = "GravityZonePackageLink";

    private VariableReader() {}

    /** Reads all variables of the site; there is no request for a single one. */
    static ReadResult installationLink(DattoRmmClient client, String siteUid) {
        return switch (client.siteVariables(siteUid)) {
            case Found<List<SiteVariable>>(var variables) -> ofName(variables);
            case Refused<List<SiteVariable>> refused
            when refused.reason() == Reason.CREDENTIALS -> new ReadResult.NoVariable(CallFailures.ofList(refused));
            case CallResult<List<SiteVariable>> other -> new ReadResult.NoVariable(CallFailures.ofRow(other));
        };
    }

    /** A masked variable does not show its value, and of several with one name none counts. */
    private static ReadResult ofName(List<SiteVariable> all) {
        var named = all.stream()
                .filter(variable -> variable.name().equalsIgnoreCase(NAME))
                .toList();
        if (named.isEmpty()) {
            return new ReadResult.SiteVariable(null);
        }
        return named.size() > 1 || named.getFirst().masked()
                ? new ReadResult.NoVariable(null)
                : new ReadResult.SiteVariable(named.getFirst().value());
    }
}
