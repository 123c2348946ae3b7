package dev.companion.mapper.topology;

import dev.companion.mapper.domain.link.CompanyOrder;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.requests.CompanyChange;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.VendorId;

/** A decision about a company, as requests and links contain it. */
final class OrderRecords {

    private OrderRecords() {}

    static ChangeCompany toDomain(CompanyChange record) {
        return new ChangeCompany(
                VendorId.canonical(record.getSiteUid()),
                CompanyAction.valueOf(record.getAction().name()),
                VendorId.canonical(record.getCompanyId()),
                record.getCompanyName(),
                VendorId.canonicalOrNull(record.getParentId().orElse(null)),
                record.getEndpoints().orElse(null),
                record.getNewName().orElse(null));
    }

    static dev.companion.links.CompanyOrder toRecord(CompanyOrder order) {
        return dev.companion.links.CompanyOrder.newBuilder()
                .setAction(
                        dev.companion.links.CompanyAction.valueOf(order.action().name()))
                .setCompanyId(order.companyId())
                .setCompanyName(order.companyName())
                .setParentId(order.parentId())
                .setEndpoints(order.endpoints())
                .setDecidedAt(order.decidedAt())
                .setRequestId(order.requestId())
                .setNewName(order.newName())
                .build();
    }
}
