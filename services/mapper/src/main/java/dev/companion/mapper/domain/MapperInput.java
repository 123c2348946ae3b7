package dev.companion.mapper.domain;

import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;

/** What arrives at the {@link MapperController}. */
public sealed interface MapperInput {

    record SiteObserved(String tenantId, String siteUid, ObservedSite site) implements MapperInput {}

    record SiteDeleted(String tenantId, String siteUid) implements MapperInput {}

    record CompanyObserved(String tenantId, String companyId, ObservedCompany company) implements MapperInput {}

    record CompanyDeleted(String tenantId, String companyId) implements MapperInput {}

    record LinkStatusObserved(String tenantId, String siteUid, LinkStatus status) implements MapperInput {}

    /** @param type the name of the request's type, which its result repeats even if this version does not know it */
    record RequestReceived(Request request, String type) implements MapperInput {

        String key() {
            return request.tenantId() + "|" + request.requestId();
        }
    }
}
