package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bound is true: whatever is edited behind the links, whatever fails, dies, or is linked and unlinked meanwhile, and
 * however the two topics overtake each other, a row that is shown as verified at a time was read back as right at that time
 * or later (invariant 5).
 */
class VerifiedBoundTest {

    private static final int SITES = 8;

    /** A status as a reader has it. */
    private record Known(
            LinkStatus status,
            Instant publishedAt,
            @Nullable Instant verifiedAt) {}

    private final Bench bench = Bench.withTenant();
    private final FakeVendors vendors = new FakeVendors();
    private final Map<LinkKey, LinkSpec> specs = new HashMap<>();
    private final Map<LinkKey, List<Known>> statuses = new HashMap<>();
    private final List<Map.Entry<Instant, Verification>> bounds = new ArrayList<>();
    private final Map<LinkKey, Instant> packageRight = new HashMap<>();
    private final Map<LinkKey, Instant> variableRight = new HashMap<>();
    private int taken;
    private int checked;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsShownAsVerifiedWasReadBackThenOrLater(long seed) {
        var random = new Random(seed);
        for (var site = 1; site <= SITES / 2; site++) {
            link(site);
        }
        for (var step = 0; step < 2_500; step++) {
            happen(random);
            answerSome(random);
            bench.pass(Duration.ofMillis(200 + random.nextInt(3_000)));
            note();
            read(random);
        }

        assertThat(bounds).as("bounds published, seed %d", seed).hasSizeGreaterThan(5);
        assertThat(checked).as("rows shown as verified, seed %d", seed).isGreaterThan(500);
    }

    private static LinkKey key(int site) {
        return new LinkKey("t1", "s" + site);
    }

    private void link(int site) {
        var before = specs.get(key(site));
        var generation = before == null ? 1 : before.generation() + 1;
        var spec = new LinkSpec(
                generation, true, null, "Company " + site, "companion-s" + site, Bench.PROFILE, "r" + generation);
        specs.put(key(site), spec);
        bench.wanted(key(site), spec);
    }

    private void happen(Random random) {
        var site = 1 + random.nextInt(SITES);
        switch (random.nextInt(60)) {
            case 0 -> vendors.variables.put(key(site), new ArrayList<>(List.of(new SeenVariable(70, "edited"))));
            case 1 -> vendors.variables.remove(key(site));
            case 2 -> vendors.packages.removeIf(pkg -> pkg.name().equals("companion-s" + site));
            case 3 -> link(site);
            case 4 -> {
                var spec = specs.get(key(site));
                if (spec != null && spec.present()) {
                    var absent = Bench.absent(spec.generation() + 1, spec);
                    specs.put(key(site), absent);
                    bench.wanted(key(site), absent);
                }
            }
            case 5 -> {
                if (random.nextBoolean()) {
                    bench.openCalls().forEach(bench::loses);
                }
                bench.crash();
            }
            case 6 -> bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, true, bench.now));
            case 7 -> bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, random.nextBoolean(), null));
            case 8 -> bench.gravityZoneAsksToWait(Duration.ofSeconds(random.nextInt(200)));
            default -> {
                // A quiet moment.
            }
        }
    }

    private void answerSome(Random random) {
        for (var call : bench.openCalls()) {
            var dice = random.nextInt(100);
            if (dice < 10) {
                continue;
            }
            if (dice < 16) {
                bench.loses(call);
                continue;
            }
            var answer = dice < 22 ? Answer.refused(Reason.UNAVAILABLE) : vendors.handle(call, bench.now);
            if (dice >= 22) {
                noteReading(call);
            }
            bench.answers(call, answer);
        }
    }

    /** What the vendors said about a link at this moment, apart from what was made of it. */
    private void noteReading(Call call) {
        var link = call.link();
        switch (call.step()) {
            case Step.ReadVariable _ -> {
                var seen = vendors.variablesOf(link);
                if (seen.size() == 1 && !"edited".equals(seen.getFirst().value())) {
                    variableRight.put(link, bench.now);
                }
            }
            case Step.ReadPackageLink _ -> {
                if (vendors.packages.stream().anyMatch(pkg -> pkg.name().equals("companion-" + link.siteUid()))) {
                    packageRight.put(link, bench.now);
                }
            }
            case Step.ReadPackageLinks read ->
                read.packages().forEach(named -> {
                    if (vendors.packages.stream().anyMatch(pkg -> pkg.name().equals(named.name()))) {
                        packageRight.put(new LinkKey("t1", named.name().substring("companion-".length())), bench.now);
                    }
                });
            default -> {
                // Says nothing about the two.
            }
        }
    }

    private void note() {
        for (; taken < bench.written.size(); taken++) {
            switch (bench.written.get(taken)) {
                case Emission.StatusChanged changed ->
                    statuses.computeIfAbsent(changed.link(), _ -> new ArrayList<>())
                            .add(new Known(changed.status(), bench.now, changed.verifiedAt()));
                case Emission.HealthChanged changed
                when changed.vendor() == Vendor.DATTO -> bounds.add(Map.entry(bench.now, changed.verification()));
                default -> {
                    // Says nothing about the verification.
                }
            }
        }
    }

    /** A reader has the newest bound, and of each status the newest or one that was replaced within the last minute. */
    private void read(Random random) {
        var bound = bounds.isEmpty() ? Verification.NONE : bounds.getLast().getValue();
        statuses.forEach((link, all) -> {
            var index = all.size() - 1;
            while (index > 0
                    && random.nextBoolean()
                    && all.get(index).publishedAt().isAfter(bench.now.minusSeconds(55))) {
                index--;
            }
            var known = all.get(index);
            var shown = shown(known, bound);
            if (known.status().phase() == Phase.READY && shown != null) {
                checked++;
                assertThat(variableRight.get(link))
                        .as("%s is shown as verified at %s, %s", link, shown, bound)
                        .isAfterOrEqualTo(shown);
                assertThat(packageRight.get(link))
                        .as("the package of %s is shown as verified at %s", link, shown)
                        .isAfterOrEqualTo(shown);
            }
        });
    }

    /** As the schema tells a reader to do it. */
    private static @Nullable Instant shown(Known known, Verification bound) {
        var own = known.verifiedAt();
        var at = bound.verifiedAt();
        var covered = at != null && !known.publishedAt().isAfter(bound.validUntil());
        return covered && (own == null || at.isAfter(own)) ? at : own;
    }
}
