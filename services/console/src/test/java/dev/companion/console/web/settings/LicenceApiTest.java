package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.rmm.SiteScope;
import dev.companion.settings.DefaultPackage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What licences and on-demand sites leave out. */
@ConsoleTest
@Import(Tenancy.class)
class LicenceApiTest {

    private static final Instant LATER = Recorded.AT.plusSeconds(60);

    @Autowired
    private Tenancy tenancy;

    @Test
    void eachAddOnSaysHowManyPackagesHaveItAndHowManyTheLicenceDoesNotCover() {
        var tenant = tenancy.connected();
        linked(tenant, "s1", LinkPhase.READY, null);
        linked(tenant, "s2", LinkPhase.READY, "Without patch management: the company's licence does not cover it.");
        linked(tenant, "s3", LinkPhase.WORKING, null);
        tenant.site("s4", "Without").ready("s4", "c-4");

        var addOns = tenant.api
                .get("/api/settings/default-package/application")
                .json()
                .get("addOns");

        assertThat(addOns.findValuesAsString("addOn"))
                .containsExactly("edrSensor", "patchManagement", "exchangeProtection", "fullDiskEncryption");
        var edr = addOns.get(0);
        assertThat(edr.get("packages").asInt()).isEqualTo(3);
        assertThat(edr.get("covered").asInt()).isEqualTo(2);
        assertThat(edr.get("leftOut").asInt()).isZero();
        var patches = addOns.get(1);
        assertThat(patches.get("packages").asInt()).isEqualTo(3);
        assertThat(patches.get("covered").asInt()).isEqualTo(1);
        assertThat(patches.get("leftOut").asInt()).isEqualTo(1);
        assertThat(patches.get("foundAt").asString()).isEqualTo(LATER.toString());
        assertThat(addOns.get(2).get("packages").asInt()).isZero();
        assertThat(addOns.get(2).get("foundAt").isNull()).isTrue();
    }

    @Test
    void onDemandSitesThatAreLeftOutAreCounted() {
        var tenant = tenancy.connected().site("s1", "Managed");
        for (var uid : List.of("o1", "o2", "o3")) {
            tenant.feed().site(tenant.key(uid), Recorded.site(tenant.id, uid, uid, SiteScope.ON_DEMAND, 1));
        }
        tenant.ready("o3", "c-3");
        tenant.reader(dev.companion.health.VendorApi.DATTO_RMM, health -> health);
        tenant.reader(dev.companion.health.VendorApi.GRAVITYZONE, health -> health);

        var lists = tenant.api.get("/api/sweeps").json().get("lists");

        assertThat(lists.get(0).get("api").asString()).isEqualTo("DATTO_RMM");
        assertThat(lists.get(0).get("onDemand").asInt()).isEqualTo(2);
        assertThat(lists.get(0).get("known").asInt()).isEqualTo(2);
        assertThat(lists.get(1).get("onDemand").isNull()).isTrue();
    }

    private static void linked(Tenancy.Tenant tenant, String siteUid, LinkPhase phase, String warning) {
        tenant.site(siteUid, siteUid);
        var wanted = DefaultPackage.newBuilder(Recorded.defaultPackage())
                .setEdrSensor(true)
                .setPatchManagement(true)
                .build();
        tenant.feed()
                .link(
                        tenant.key(siteUid),
                        Link.newBuilder(Recorded.link(tenant.id, siteUid, 1, "c-" + siteUid, null))
                                .setPackageProfile(wanted)
                                .build());
        var status = Recorded.status(tenant.id, siteUid, 1, phase, "c-" + siteUid);
        tenant.feed()
                .status(
                        tenant.key(siteUid),
                        warning == null
                                ? status
                                : LinkStatus.newBuilder(status)
                                        .setConditions(status.getConditions().stream()
                                                .map(condition -> warned(condition, warning))
                                                .toList())
                                        .build());
    }

    private static Condition warned(Condition condition, String warning) {
        return condition.getType() == ConditionType.PACKAGE_READY
                ? Condition.newBuilder(condition)
                        .setReason(ConditionReason.ADD_ON_LEFT_OUT)
                        .setMessage(warning)
                        .setSince(LATER)
                        .build()
                : condition;
    }
}
