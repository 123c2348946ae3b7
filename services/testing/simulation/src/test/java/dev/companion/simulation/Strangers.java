package dev.companion.simulation;

import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.simulation.GravityZone.Company;
import dev.companion.simulation.GravityZone.Package;
import dev.companion.vocabulary.AddOn;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Other people who work in the same consoles of the vendors, and do not know Companion. */
final class Strangers {

    private final Timeline timeline;
    private final Others others;
    private final World world;
    private final Supplier<ProvisionerState> provisioner;
    private int names;

    Strangers(Timeline timeline, Others others, World world, Supplier<ProvisionerState> provisioner) {
        this.timeline = timeline;
        this.others = others;
        this.world = world;
        this.provisioner = provisioner;
    }

    void begin(Duration trouble) {
        world.gravityZone.takenElsewhere.add("Foreign");
        for (var i = 0; i < 3; i++) {
            var company = world.gravityZone.exists("Stranger " + names++, timeline.upTo(5));
            world.gravityZone.addPackage(company.id, null, "Theirs", Simulation.PROFILE);
        }
        for (var i = 0; i < 25; i++) {
            timeline.after(timeline.within(trouble.minusMinutes(1)), this::meddle);
        }
    }

    private void meddle() {
        if (timeline.coin(0.1)) {
            world.gravityZone.exists("Stranger " + names++, timeline.upTo(5));
        } else {
            // Other people cannot know what is being created right now.
            provisioner.get().states().stream()
                    .filter(work -> work.status() != null && work.status().phase() == Phase.READY)
                    .filter(work ->
                            work.inFlight() == null || !work.inFlight().kind().effect())
                    .filter(work -> work.unknownOutcomes().stream().allMatch(unknown -> unknown.settledAt() != null))
                    .skip(timeline.upTo(3))
                    .findFirst()
                    .ifPresent(work -> meddle(work.key().siteUid(), work.status()));
        }
    }

    private void meddle(String site, LinkStatus report) {
        var company = world.gravityZone.company(report.companyId()).orElse(null);
        var pkg =
                world.gravityZone.pkg(report.packageId()).filter(Package::there).orElse(null);
        if (company == null || pkg == null || world.datto.deletedSites.contains(site)) {
            return;
        }
        timeline.note(() -> "others are at work at " + site);
        var now = timeline.now();
        switch (timeline.upTo(13)) {
            case 0 -> world.datto.put(site, "edited by hand");
            case 1 -> world.datto.variablesOf(site).clear();
            case 2 -> pkg.name = "renamed by hand " + names++;
            case 3 -> world.gravityZone.remove(pkg);
            case 4 -> pkg.linkVersion++;
            case 5 -> pkg.profile = Simulation.PROFILE;
            case 6 -> company.named("Renamed " + names++, now);
            case 7 -> suspend(company);
            case 8 -> world.gravityZone.remove(company);
            case 9 -> company.counting(timeline.upTo(9), now);
            case 10 -> world.gravityZone.addPackage(company.id, null, "Theirs " + names++, pkg.profile);
            case 11 -> world.gravityZone.lacking.put(company.id, List.of(AddOn.PATCH_MANAGEMENT));
            default -> deleteSite(site);
        }
        world.gravityZone.touched(company.id);
    }

    private void suspend(Company company) {
        company.suspended(true, timeline.now());
        if (timeline.coin(0.6)) {
            timeline.after(timeline.within(Duration.ofMinutes(10)), () -> {
                company.suspended(false, timeline.now());
                world.gravityZone.touched(company.id);
            });
        }
    }

    private void deleteSite(String site) {
        if (timeline.coin(0.3)) {
            world.datto.deletedSites.add(site);
            world.datto.variablesOf(site).clear();
            timeline.after(timeline.within(Duration.ofMinutes(2)), () -> others.site(site, null));
        }
    }
}
