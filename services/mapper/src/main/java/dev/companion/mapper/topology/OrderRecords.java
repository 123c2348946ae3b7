package dev.companion.mapper.topology;

import dev.companion.links.CompanyAction;
import dev.companion.mapper.domain.CompanyOrder;
import dev.companion.mapper.domain.CompanyOrder.Action;
import dev.companion.mapper.domain.Request.ChangeCompany;
import dev.companion.requests.CompanyChange;
import java.util.Optional;

/** What a person decides about a company, which requests and links carry alike. */
final class OrderRecords {

    private OrderRecords() {}

    /** Empty where a newer version knows what is to be done. */
    static Optional<ChangeCompany> toDomain(CompanyChange record) {
        return action(record.getAction())
                .map(action -> new ChangeCompany(
                        record.getSiteUid(),
                        action,
                        record.getCompanyId(),
                        record.getCompanyName(),
                        record.getParentId().orElse(null),
                        record.getEndpoints().orElse(null),
                        record.getNewName().orElse(null)));
    }

    static dev.companion.links.CompanyOrder toRecord(CompanyOrder order) {
        var action =
                switch (order.action()) {
                    case SUSPEND -> CompanyAction.SUSPEND;
                    case ACTIVATE -> CompanyAction.ACTIVATE;
                    case MOVE -> CompanyAction.MOVE;
                    case RENAME -> CompanyAction.RENAME;
                    case DELETE -> CompanyAction.DELETE;
                };
        return dev.companion.links.CompanyOrder.newBuilder()
                .setAction(action)
                .setCompanyId(order.companyId())
                .setCompanyName(order.companyName())
                .setParentId(order.parentId())
                .setEndpoints(order.endpoints())
                .setDecidedAt(order.decidedAt())
                .setRequestId(order.requestId())
                .setNewName(order.newName())
                .build();
    }

    private static Optional<Action> action(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> Optional.of(Action.SUSPEND);
            case ACTIVATE -> Optional.of(Action.ACTIVATE);
            case MOVE -> Optional.of(Action.MOVE);
            case DELETE -> Optional.of(Action.DELETE);
            case RENAME -> Optional.of(Action.RENAME);
            case UNKNOWN -> Optional.empty();
        };
    }
}
