package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.poller.domain.PackageLink;
import dev.companion.poller.domain.Setback;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links of all companies of a GravityZone key, in one request. */
public final class AllLinksReader {

    /** What came of it. */
    public sealed interface Answer {
        /** By company; a company without links is not among them. */
        record Links(Map<String, List<PackageLink>> byCompany) implements Answer {}

        /** @param setback null where it has nothing to say about further requests */
        record Nothing(@Nullable Setback setback) implements Answer {}
    }

    private AllLinksReader() {}

    public static Answer read(GravityZoneClient client) {
        return switch (client.allInstallationLinks()) {
            case Found<List<InstallationLinks>>(var links) ->
                new Answer.Links(links.stream()
                        .collect(Collectors.groupingBy(
                                InstallationLinks::companyId,
                                Collectors.mapping(AllLinksReader::observed, Collectors.toList()))));
            case CallResult<List<InstallationLinks>> other -> new Answer.Nothing(Setbacks.ofRow(other));
        };
    }

    private static PackageLink observed(InstallationLinks links) {
        return new PackageLink(links.packageName(), links.windows(), links.windowsReady());
    }
}
