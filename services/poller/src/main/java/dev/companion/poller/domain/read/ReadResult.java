package dev.companion.poller.domain.read;

import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.row.PackageLink;
import dev.companion.poller.domain.sweep.PointRead;
import dev.companion.poller.domain.sweep.SweptPage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a {@link VendorRead}. */
public sealed interface ReadResult {

    /**
     * A page of a list.
     *
     * @param next cursor of the page after it; null after the last page
     */
    record Page<V extends Observed<V>>(
            SweptPage<V> page, @Nullable String next) implements ReadResult {}

    /** No page of a list, nor of the activity log. */
    record NoPage(CallFailure failure) implements ReadResult {}

    /**
     * A row that was read by its id.
     *
     * @param failure null if the response does not matter for later calls
     */
    record Row<V extends Observed<V>>(
            PointRead<V> read, @Nullable CallFailure failure) implements ReadResult {}

    /**
     * The site variable that holds an installation link.
     *
     * @param value null if the site has none
     */
    record SiteVariable(@Nullable String value) implements ReadResult {

        /** Without the value, which must not be logged. */
        @Override
        public String toString() {
            return "SiteVariable[present=%s]".formatted(value != null);
        }
    }

    /**
     * The variables of the site could not be read.
     *
     * @param failure null if it concerns only this site
     */
    record NoVariable(@Nullable CallFailure failure) implements ReadResult {}

    record Activities(List<ActivityHints.Line> lines) implements ReadResult {}

    /** This key may not read the activity log, or the platform has none. */
    record ActivitiesNotShown() implements ReadResult {}

    /** Details of a company: everything but its place in the list. */
    record Details(Company company) implements ReadResult {}

    /**
     * Packages of one company, without links.
     *
     * @param next cursor of the page after it; null after the last page
     */
    record PackagePage(
            List<PackageListing.Entry> packages, @Nullable String next) implements ReadResult {}

    record CompanyLinks(List<PackageLink> links) implements ReadResult {}

    /** Links by company. A company without links is missing. */
    record AllLinks(Map<String, List<PackageLink>> byCompany) implements ReadResult {}

    /**
     * No details, packages or links.
     *
     * @param failure null if it concerns only the company that was asked about
     * @param everywhere whether the same request for another company would fail in the same way
     */
    record NoDetails(@Nullable CallFailure failure, boolean everywhere) implements ReadResult {}

    /** Nothing was sent: the credentials cannot be decrypted by this service. */
    record CredentialsUnreadable() implements ReadResult {}

    /** Nothing was sent: the read was cancelled while it waited. */
    record NotSent() implements ReadResult {}
}
