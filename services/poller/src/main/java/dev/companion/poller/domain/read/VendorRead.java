package dev.companion.poller.domain.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to a vendor, described as data. It is sent after the decision that started it was committed, and its
 * result comes back with the same id.
 *
 * @param id unique among the reads of one controller
 */
public record VendorRead(long id, String tenant, VendorAccess access, Request request) {

    /** What is read. A null cursor asks for the first page. */
    public sealed interface Request {

        record SitePage(@Nullable String cursor) implements Request {}

        record SiteRow(String siteUid) implements Request {}

        /** @param emails whether the tenant allows e-mail addresses to be published */
        record UserPage(@Nullable String cursor, boolean emails) implements Request {}

        /** The site variable that holds an installation link. */
        record SiteVariable(String siteUid) implements Request {}

        /** Activities of users since then. */
        record Activities(Instant from) implements Request {}

        record CompanyPage(@Nullable String cursor) implements Request {}

        /** Whether the company exists. */
        record CompanyRow(String companyId) implements Request {}

        record CompanyDetails(String companyId) implements Request {}

        record PackagePage(String companyId, @Nullable String cursor) implements Request {}

        /** Links of all packages of one company. */
        record CompanyLinks(String companyId) implements Request {}

        /** Links of the packages of all companies. */
        record AllLinks() implements Request {}
    }
}
