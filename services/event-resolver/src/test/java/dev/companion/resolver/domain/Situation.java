package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;

import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.vocabulary.DiscrepancyType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** One world for each way in which a discrepancy of a site can present itself. */
public enum Situation {
    NAME_TAKEN(
            DiscrepancyType.DESTINATION_CREATION,
            () -> World.wanting("Acme")
                    .statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE))),
    MOVED_INSIDE(DiscrepancyType.DESTINATION_MOVED, () -> World.ready().companyUnder("c-north")),
    MOVED_AWAY(DiscrepancyType.DESTINATION_MOVED, () -> World.ready().companyNoLongerReachable()),
    DELETED(
            DiscrepancyType.DESTINATION_DELETED,
            () -> World.ready()
                    .companyGone(World.ACME)
                    .status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_MISSING))),
    UNREACHABLE(
            DiscrepancyType.DESTINATION_DELETED,
            () -> World.ready()
                    .companyGone(World.ACME)
                    .status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE))),
    SUSPENDED(DiscrepancyType.COMPANY_SUSPENDED, () -> World.ready().companySuspended(true)),
    NAME_EXISTS(
            DiscrepancyType.NAME_NOT_UNIQUE,
            () -> World.wanting("Acme")
                    .company("c-9", "ACME")
                    .statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_EXISTS_HERE))),
    NAME_EXISTS_AND_IS_LINKED(
            DiscrepancyType.NAME_NOT_UNIQUE, () -> NAME_EXISTS.world().used("c-9", "site-2")),
    SITE_DELETED(DiscrepancyType.SOURCE_DELETED, () -> World.ready().siteGone()),
    SITE_DELETED_WITHOUT_COMPANY(
            DiscrepancyType.SOURCE_DELETED,
            () -> World.wanting("Acme")
                    .statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.IN_PROGRESS))
                    .siteGone()),
    RENAMED(DiscrepancyType.SITE_RENAMED, () -> World.ready().site("Acme Bergen")),
    RENAMED_LIKE_ANOTHER(DiscrepancyType.SITE_RENAMED, () -> RENAMED.world().company("c-9", "Acme Bergen")),
    ON_DEMAND(DiscrepancyType.SITE_OUT_OF_SCOPE, () -> World.ready().onDemand()),
    VARIABLE_GONE(
            DiscrepancyType.ASSOCIATION_MISSING, () -> drifted(Aspect.VARIABLE, "It is gone.", World.linkSince(1))),
    PACKAGE_LINK_CHANGED(
            DiscrepancyType.PACKAGE_LINK_CHANGED, () -> drifted(Aspect.VARIABLE, "It differs.", World.linkSince(2))),
    PACKAGE_GONE(
            DiscrepancyType.PACKAGE_MISSING, () -> drifted(Aspect.PACKAGE, "The package is gone.", World.linkSince(1))),
    PACKAGE_CHANGED(
            DiscrepancyType.PACKAGE_MISSING, () -> drifted(Aspect.PACKAGE, "Other modules.", World.linkSince(1))),
    PACKAGE_RENAMED(
            DiscrepancyType.PACKAGE_MISSING,
            () -> World.ready()
                    .withoutHealing()
                    .status(new LinkStatus(
                            1, Phase.READY, World.ACME, "Acme Oslo", "p-1", "theirs", World.linkSince(1), List.of()))),
    COMPANY_OUTCOME_UNKNOWN(
            DiscrepancyType.OUTCOME_UNKNOWN,
            () -> World.wanting("Acme")
                    .company("c-9", "Acme")
                    .statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.OUTCOME_UNKNOWN))
                    .after(Duration.ofMinutes(5))),
    PACKAGE_OUTCOME_UNKNOWN(
            DiscrepancyType.OUTCOME_UNKNOWN,
            () -> World.ready()
                    .status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.OUTCOME_UNKNOWN))
                    .after(Duration.ofMinutes(5)));

    private final DiscrepancyType type;
    private final Supplier<World> world;

    Situation(DiscrepancyType type, Supplier<World> world) {
        this.type = type;
        this.world = world;
    }

    public DiscrepancyType type() {
        return type;
    }

    /** Returns a new world that is not reviewed yet. */
    public World world() {
        return world.get();
    }

    /** Returns a new world whose discrepancy is open. */
    public World opened() {
        var opened = world();
        opened.look();
        return opened;
    }

    private static World drifted(Aspect aspect, String message, Instant packageLinkSince) {
        return World.ready()
                .status(new LinkStatus(
                        1,
                        Phase.ATTENTION,
                        World.ACME,
                        "Acme Oslo",
                        "p-1",
                        "companion-acme",
                        packageLinkSince,
                        List.of(holds(Aspect.COMPANY), fails(aspect, Reason.DRIFTED, message))));
    }
}
