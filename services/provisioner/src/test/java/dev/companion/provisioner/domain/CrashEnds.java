package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.FakeVendors.CreatedCompany;
import dev.companion.provisioner.domain.FakeVendors.MadePackage;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** How the world and the records must look at rest, for {@link CrashPointsTest}. */
final class CrashEnds {

    private static final LinkKey SITE = Bench.SITE;

    private CrashEnds() {}

    static CreatedCompany company(CrashWorld world, String name) {
        return world.vendors.companies.stream()
                .filter(company -> company.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("company %s: none (expected: one)".formatted(name)));
    }

    /**
     * Each site: one company, its own or the chosen one, one package as wanted, one variable, ready, and no person
     * needed.
     */
    static Consumer<CrashWorld> linked() {
        return world -> {
            var created = world.specs.values().stream()
                    .filter(spec -> spec.companyId() == null)
                    .count();
            assertThat(world.vendors.companies).hasSize((int) created + 2);
            assertThat(world.vendors.packages).hasSize(world.specs.size() + 1);
            world.specs.forEach((site, spec) -> linked(world, site, spec));
        };
    }

    private static void linked(CrashWorld world, LinkKey site, LinkSpec spec) {
        var chosen = spec.companyId() != null;
        var company = company(world, chosen ? "Existing" : Objects.requireNonNull(spec.companyName()));
        assertThat(company.by()).isEqualTo(chosen ? FakeVendors.NOBODY : site);
        assertThat(company.parentId()).isIn(Bench.ROOT, "folder");
        var pkg = packageIn(world, company);
        assertThat(pkg.name()).isEqualTo(spec.packageName());
        assertThat(pkg.content()).isEqualTo(spec.profile());
        assertThat(world.vendors.variablesOf(site))
                .extracting(SeenVariable::value)
                .containsExactly(world.vendors.linkOf(pkg));
        var status = status(world, site);
        assertThat(status.phase()).as("%s", status).isEqualTo(Phase.READY);
        assertThat(status.generation()).isEqualTo(spec.generation());
        assertThat(status.companyId()).isEqualTo(company.id());
        assertThat(status.packageId()).isEqualTo(pkg.id());
        once(
                world,
                site,
                ProvisioningEvent.Type.COMPANY_CREATED,
                ProvisioningEvent.Type.COMPANY_ADOPTED,
                ProvisioningEvent.Type.COMPANY_CHOSEN);
        once(world, site, ProvisioningEvent.Type.PACKAGE_CREATED, ProvisioningEvent.Type.PACKAGE_ADOPTED);
        assertThat(world.factsOf(site))
                .contains(ProvisioningEvent.Type.LINK_READY)
                .doesNotContain(ProvisioningEvent.Type.LINK_STALLED, ProvisioningEvent.Type.ADD_ON_LEFT_OUT);
        assertThat(world.factsOf(site))
                .filteredOn(ProvisioningEvent.Type.LINK_READY::equals)
                .hasSize((int) spec.generation());
    }

    private static MadePackage packageIn(CrashWorld world, CreatedCompany company) {
        return world.vendors.packages.stream()
                .filter(pkg -> pkg.companyId().equals(company.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("package in %s: none (expected: one)".formatted(company)));
    }

    private static LinkStatus status(CrashWorld world, LinkKey site) {
        return Objects.requireNonNull(world.statuses.get(site));
    }

    private static void once(CrashWorld world, LinkKey site, ProvisioningEvent.Type... types) {
        assertThat(world.factsOf(site))
                .as("recorded once: one of %s", Arrays.toString(types))
                .filteredOn(Set.of(types)::contains)
                .hasSize(1);
    }

    static Consumer<CrashWorld> linkedWithNewContent() {
        return linked().andThen(world -> once(world, SITE, ProvisioningEvent.Type.PACKAGE_UPDATED));
    }

    static Consumer<CrashWorld> unlinked(boolean packageKept) {
        return world -> {
            var company = company(world, "Acme");
            removed(world);
            assertThat(world.vendors.packages)
                    .filteredOn(pkg -> pkg.companyId().equals(company.id()))
                    .hasSize(packageKept ? 1 : 0);
            if (!packageKept) {
                once(world, SITE, ProvisioningEvent.Type.PACKAGE_DELETED);
            }
            assertThat(status(world, SITE).companyId()).isEqualTo(company.id());
        };
    }

    private static void removed(CrashWorld world) {
        assertThat(world.vendors.variablesOf(SITE)).isEmpty();
        assertThat(status(world, SITE).phase()).as("%s", status(world, SITE)).isEqualTo(Phase.REMOVED);
        assertThat(status(world, SITE).generation()).isEqualTo(2);
        once(world, SITE, ProvisioningEvent.Type.LINK_REMOVED);
        assertThat(world.factsOf(SITE)).doesNotContain(ProvisioningEvent.Type.LINK_STALLED);
    }

    static Consumer<CrashWorld> companyDeleted() {
        return world -> {
            assertThat(world.vendors.companies)
                    .noneMatch(company -> company.name().equals("Acme"));
            removed(world);
            carriedOut(world, ProvisioningEvent.Type.COMPANY_DELETED);
        };
    }

    private static void carriedOut(CrashWorld world, ProvisioningEvent.Type recorded) {
        once(world, SITE, recorded);
        assertThat(world.factsOf(SITE)).doesNotContain(ProvisioningEvent.Type.ORDER_REFUSED);
        assertThat(status(world, SITE).conditions().getLast())
                .satisfies(condition -> assertThat(condition.aspect()).isEqualTo(Aspect.COMPANY_ORDER))
                .satisfies(condition -> assertThat(condition.holds()).isEqualTo(Holds.TRUE));
    }

    static Consumer<CrashWorld> companySuspended() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isTrue();
            carriedOut(world, ProvisioningEvent.Type.COMPANY_SUSPENDED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.ATTENTION);
            assertThat(status(world, SITE).conditions().getFirst().reason())
                    .isEqualTo(LinkStatus.Reason.COMPANY_NOT_USABLE);
            assertThat(world.vendors.variablesOf(SITE)).hasSize(1);
        };
    }

    static Consumer<CrashWorld> companyActivated() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isFalse();
            carriedOut(world, ProvisioningEvent.Type.COMPANY_ACTIVATED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.READY);
        };
    }

    static Consumer<CrashWorld> companyMoved() {
        return linked().andThen(world -> {
            assertThat(company(world, "Acme").parentId()).isEqualTo("folder");
            carriedOut(world, ProvisioningEvent.Type.COMPANY_MOVED);
        });
    }

    static Consumer<CrashWorld> companyRenamed() {
        return world -> {
            assertThat(world.vendors.companies).hasSize(3);
            assertThat(company(world, "Acme Ltd").by()).isEqualTo(SITE);
            carriedOut(world, ProvisioningEvent.Type.COMPANY_RENAMED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.READY);
            assertThat(status(world, SITE).companyName()).isEqualTo("Acme Ltd");
        };
    }

    static void bystandersUntouched(CrashWorld world) {
        assertThat(world.vendors.companies)
                .contains(new CreatedCompany("x1", "Existing", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false))
                .contains(new CreatedCompany("x9", "Bystander", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false));
        assertThat(world.vendors.packages)
                .contains(new MadePackage("px", "x9", "companion-s1", Instant.EPOCH, Bench.PROFILE));
    }

    static void nothingUnknown(CrashWorld world) {
        world.specs
                .keySet()
                .forEach(site -> assertThat(world.state(site).hasUnknownOutcome())
                        .as("unknown outcomes of %s", site)
                        .isFalse());
    }
}
