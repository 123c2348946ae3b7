package dev.companion.provisioner.topology;

import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.provisioner.domain.CompanyOrder;
import dev.companion.provisioner.domain.Desired;
import dev.companion.provisioner.domain.LinkKey;
import dev.companion.provisioner.domain.PackageProfile;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.DefaultPackage;

/** Links as records and as what the desk knows. */
final class LinkRecords {

    private LinkRecords() {}

    static LinkKey key(String key) {
        return new LinkKey(TenantKey.tenantOf(key), TenantKey.entityOf(key));
    }

    /** A link wanted in a way that this version does not know is not acted on: it is a poison record. */
    static Desired toDomain(Link link) {
        if (link.getWanted() == Wanted.UNKNOWN) {
            throw new IllegalArgumentException("link: wanted in a way that this version does not know");
        }
        return new Desired(
                link.getGeneration(),
                link.getWanted() == Wanted.PRESENT,
                link.getCompanyId().orElse(null),
                link.getCompanyName().orElse(null),
                link.getPackageName(),
                profile(link.getPackageProfile()),
                link.getDeletePackage(),
                link.getCompanyOrder().map(LinkRecords::order).orElse(null),
                link.getRequestId());
    }

    private static CompanyOrder order(dev.companion.links.CompanyOrder order) {
        var action =
                switch (order.getAction()) {
                    case SUSPEND -> CompanyOrder.Action.SUSPEND;
                    case ACTIVATE -> CompanyOrder.Action.ACTIVATE;
                    case MOVE -> CompanyOrder.Action.MOVE;
                    case DELETE -> CompanyOrder.Action.DELETE;
                    case RENAME -> CompanyOrder.Action.RENAME;
                    case UNKNOWN ->
                        throw new IllegalArgumentException(
                                "link: an order about its company that this version does not know");
                };
        if (action == CompanyOrder.Action.RENAME && order.getNewName().isEmpty()) {
            throw new IllegalArgumentException("link: an order to rename its company without a name");
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

    static PackageProfile profile(DefaultPackage profile) {
        return new PackageProfile(
                profile.getAdvancedAntiExploit(),
                profile.getAdvancedThreatControl(),
                profile.getDeviceControl(),
                profile.getFirewall(),
                profile.getContentControl(),
                profile.getNetworkAttackDefense(),
                profile.getPowerUser(),
                profile.getEdrSensor(),
                profile.getPatchManagement(),
                profile.getExchangeProtection(),
                profile.getFullDiskEncryption(),
                profile.getRemoveCompetitors(),
                profile.getLanguage());
    }

    static DefaultPackage profile(PackageProfile profile) {
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(profile.advancedAntiExploit())
                .setAdvancedThreatControl(profile.advancedThreatControl())
                .setDeviceControl(profile.deviceControl())
                .setFirewall(profile.firewall())
                .setContentControl(profile.contentControl())
                .setNetworkAttackDefense(profile.networkAttackDefense())
                .setPowerUser(profile.powerUser())
                .setEdrSensor(profile.edrSensor())
                .setPatchManagement(profile.patchManagement())
                .setExchangeProtection(profile.exchangeProtection())
                .setFullDiskEncryption(profile.fullDiskEncryption())
                .setRemoveCompetitors(profile.removeCompetitors())
                .setLanguage(profile.language())
                .build();
    }
}
