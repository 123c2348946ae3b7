package dev.companion.provisioner.topology;

import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.CompanyAction;

/** Translates links. */
final class LinkRecords {

    private LinkRecords() {}

    static LinkKey key(String key) {
        return new LinkKey(TenantKey.tenantOf(key), TenantKey.entityOf(key));
    }

    /** A link with a desired state that this version does not know is not acted on: it is a poison record. */
    static LinkSpec toDomain(Link link) {
        if (link.getWanted() == Wanted.UNKNOWN) {
            throw new IllegalArgumentException("link: desired state unknown to this version");
        }
        return new LinkSpec(
                link.getGeneration(),
                link.getWanted() == Wanted.PRESENT,
                link.getCompanyId().orElse(null),
                link.getCompanyName().orElse(null),
                link.getPackageName(),
                PackageProfileRecords.toDomain(link.getPackageProfile()),
                link.getDeletePackage(),
                link.getCompanyOrder().map(LinkRecords::order).orElse(null),
                link.getRequestId());
    }

    private static CompanyOrder order(dev.companion.links.CompanyOrder order) {
        var action = CompanyAction.valueOf(order.getAction().name());
        if (action == CompanyAction.UNKNOWN) {
            throw new IllegalArgumentException("link: order about its company unknown to this version");
        }
        if (action == CompanyAction.RENAME && order.getNewName().isEmpty()) {
            throw new IllegalArgumentException("link: order to rename its company without a name");
        }
        return new CompanyOrder(
                action,
                order.getCompanyId(),
                order.getCompanyName(),
                order.getParentId().orElse(null),
                order.getEndpoints().orElse(null),
                order.getNewName().orElse(null),
                order.getDecidedAt(),
                order.getRequestId());
    }
}
