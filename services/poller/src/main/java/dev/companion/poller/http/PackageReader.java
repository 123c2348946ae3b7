package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.poller.domain.read.PackageListing;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.PackageLink;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads installation packages and their links. */
final class PackageReader {

    private PackageReader() {}

    /** @param cursor null for the first page */
    static ReadResult page(GravityZoneClient client, String companyId, @Nullable String cursor) {
        return switch (client.packages(companyId, Cursors.gravityZone(cursor))) {
            case Found<Page<PackageRef>>(var page) ->
                new ReadResult.PackagePage(
                        page.rows().stream()
                                .filter(row -> TenantKey.isId(row.id()))
                                .map(row -> new PackageListing.Entry(row.id(), row.name()))
                                .toList(),
                        Cursors.text(page.next()));
            case CallResult<Page<PackageRef>> other -> CallFailures.noDetails(other);
        };
    }

    /** Links of all packages of one company, in one request. */
    static ReadResult companyLinks(GravityZoneClient client, String companyId) {
        return switch (client.installationLinks(companyId, null)) {
            case Found<List<InstallationLinks>>(var links) ->
                new ReadResult.CompanyLinks(
                        links.stream().map(PackageReader::observed).toList());
            case CallResult<List<InstallationLinks>> other -> CallFailures.noDetails(other);
        };
    }

    /** Links of the packages of all companies, in one request. */
    static ReadResult allLinks(GravityZoneClient client) {
        return switch (client.allInstallationLinks()) {
            case Found<List<InstallationLinks>>(var links) ->
                new ReadResult.AllLinks(links.stream()
                        .collect(Collectors.groupingBy(
                                InstallationLinks::companyId,
                                Collectors.mapping(PackageReader::observed, Collectors.toList()))));
            case CallResult<List<InstallationLinks>> other ->
                new ReadResult.NoDetails(CallFailures.ofRow(other), false);
        };
    }

    private static PackageLink observed(InstallationLinks links) {
        return new PackageLink(links.packageName(), links.windows(), links.windowsReady());
    }
}
