package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.CrashWorld.Fault;
import dev.companion.provisioner.domain.CrashWorld.Owner;
import dev.companion.provisioner.domain.CrashWorld.Point;
import dev.companion.provisioner.domain.FakeVendors.CreatedCompany;
import dev.companion.provisioner.domain.FakeVendors.MadePackage;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of call, cut off at every point, with every owner that may go on: {@link #TABLE} says what leads up to the
 * call and how it all must end, whatever the point and whoever goes on. The names of companies and packages are not
 * unique at these vendors, so a call made once too often shows.
 */
class CrashPointsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final Duration UNTIL_REST = Duration.ofMinutes(20);
    private static final LinkKey SITE = Bench.SITE;

    /** Wants an add-on, so that licence and content are read. */
    private static final PackageProfile WITH_ADD_ON =
            Profiles.of("en_US", true, true, false, true, false, true, false, false, true, false, false, false);

    /**
     * @param story what leads up to the call
     * @param end what the world and the records are like at rest
     * @param effects how often the vendor may have taken in a call of this kind; reads may be made as often as they like
     */
    private record Row(StepKind kind, Consumer<CrashWorld> story, Consumer<CrashWorld> end, int effects) {}

    private static final int ANY = Integer.MAX_VALUE;

    private static final List<Row> TABLE = List.of(
            new Row(StepKind.FIND_COMPANY, aNewLink(), linked(), ANY),
            new Row(StepKind.FIND_COMPANIES, twelveNewLinks(), linked(), ANY),
            new Row(StepKind.CREATE_COMPANY, aNewLink(), linked(), 1),
            new Row(StepKind.READ_LICENCE, aLinkWithAnAddOn(), linked(), ANY),
            new Row(StepKind.FIND_PACKAGE, aLinkToACompanyThatIsThere(), linked(), ANY),
            new Row(StepKind.CREATE_PACKAGE, aNewLink(), linked(), 1),
            new Row(StepKind.READ_PACKAGE, aLinkWithAnAddOn(), linked(), ANY),
            new Row(StepKind.READ_PACKAGE_LINK, aNewLink(), linked(), ANY),
            new Row(StepKind.READ_PACKAGE_LINKS, twelveNewLinks(), linked(), ANY),
            new Row(StepKind.READ_VARIABLE, aNewLink(), linked(), ANY),
            new Row(StepKind.WRITE_VARIABLE, aNewLink(), linked(), 2),
            new Row(StepKind.UPDATE_PACKAGE, anotherDefaultPackage(), linkedWithNewContent(), 2),
            new Row(StepKind.DELETE_VARIABLE, unlinking(false), unlinked(true), 2),
            new Row(StepKind.DELETE_PACKAGE, unlinking(true), unlinked(false), 2),
            new Row(StepKind.COUNT_ENDPOINTS, decided(CompanyAction.DELETE), companyDeleted(), ANY),
            new Row(StepKind.DELETE_COMPANY, decided(CompanyAction.DELETE), companyDeleted(), 2),
            new Row(StepKind.SUSPEND_COMPANY, decided(CompanyAction.SUSPEND), companySuspended(), 2),
            new Row(StepKind.ACTIVATE_COMPANY, aSuspendedCompanyToActivate(), companyActivated(), 2),
            new Row(StepKind.MOVE_COMPANY, decided(CompanyAction.MOVE), companyMoved(), 2),
            new Row(StepKind.RENAME_COMPANY, decided(CompanyAction.RENAME), companyRenamed(), 2));

    /**
     * What was recorded by an owner that goes on cannot be cut off any more: that cell is the run without a fault, and
     * asserted to be it, call by call. Every other cell exists; where nothing was stored yet, the same owner goes on by
     * reading its ledger anew.
     */
    private static boolean cutsNothingOff(Point point, Owner owner) {
        return owner == Owner.SAME && point == Point.RECORDED;
    }

    private record Cell(Row row, Point point, Owner owner) {
        @Override
        public String toString() {
            return row.kind() + " · " + point.words + " · " + owner.words;
        }
    }

    static Stream<Cell> cells() {
        return TABLE.stream()
                .flatMap(row -> Arrays.stream(Point.values())
                        .flatMap(point -> Arrays.stream(Owner.values()).map(owner -> new Cell(row, point, owner))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void endsAsTheTableSays(Cell cell) {
        var undisturbed = play(cell.row(), null);
        assertThat(undisturbed.plannedIn).as("the story comes to the call").isPositive();
        var fault = new Fault(cell.row().kind(), cell.point(), cell.owner(), undisturbed.plannedIn - 1);
        var world = play(cell.row(), fault);

        cell.row().end().accept(world);
        bystandersUntouched(world);
        nothingInDoubt(world);
        if (cell.row().kind().effect()) {
            assertThat(world.reached(cell.row().kind()))
                    .as("calls with effect that the vendor took in")
                    .isBetween(1, cell.row().effects());
            assertThat(world.calls)
                    .as("calls decided and stored: the one cut off, and one more at most")
                    .filteredOn(call -> call.step().kind() == cell.row().kind())
                    .hasSizeBetween(1, 2);
        }
        if (cell.owner() == Owner.OLD_ALIVE) {
            assertThat(world.refused)
                    .as("what the old owner decided and was refused")
                    .isPositive();
        }
        if (cutsNothingOff(cell.point(), cell.owner())) {
            assertThat(world.calls).isEqualTo(undisturbed.calls);
        }
    }

    @Test
    void everyKindOfCallHasItsRow() {
        assertThat(TABLE).extracting(Row::kind).containsExactlyInAnyOrder(StepKind.values());
    }

    private static CrashWorld play(Row row, @Nullable Fault fault) {
        var world = new CrashWorld(row.kind(), fault);
        world.vendors.exists("x1", "Existing");
        world.vendors.exists("x9", "Bystander");
        world.vendors.packages.add(new MadePackage("px", "x9", "companion-s1", Instant.EPOCH, Bench.PROFILE));
        row.story().accept(world);
        world.pass(UNTIL_REST);
        return world;
    }

    private static Consumer<CrashWorld> aNewLink() {
        return world -> {
            world.arm();
            world.tenant();
            world.wish(SITE, Bench.named(1, "Acme"));
        };
    }

    private static Consumer<CrashWorld> twelveNewLinks() {
        return world -> {
            world.arm();
            world.tenant();
            for (var i = 1; i <= 12; i++) {
                world.wish(
                        new LinkKey("t1", "s" + i),
                        new LinkSpec(1, true, null, "Acme " + i, "companion-s" + i, Bench.PROFILE, "r" + i));
            }
        };
    }

    private static Consumer<CrashWorld> aLinkWithAnAddOn() {
        return world -> {
            world.arm();
            world.tenant();
            world.wish(SITE, new LinkSpec(1, true, null, "Acme", "companion-s1", WITH_ADD_ON, "r1"));
        };
    }

    private static Consumer<CrashWorld> aLinkToACompanyThatIsThere() {
        return world -> {
            world.arm();
            world.tenant();
            world.wish(SITE, Bench.chosen(1, "x1"));
        };
    }

    /** A link that has been ready for a while when something else is wanted. */
    private static void ready(CrashWorld world) {
        world.tenant();
        world.wish(SITE, Bench.named(1, "Acme"));
        world.pass(LONG_ENOUGH);
        assertThat(world.statuses.get(SITE))
                .isNotNull()
                .extracting(LinkStatus::phase)
                .isEqualTo(Phase.READY);
        world.arm();
    }

    private static Consumer<CrashWorld> anotherDefaultPackage() {
        return world -> {
            ready(world);
            world.wish(SITE, new LinkSpec(2, true, null, "Acme", "companion-s1", otherContent(), "r2"));
        };
    }

    private static PackageProfile otherContent() {
        return Profiles.of("de_DE", true, true, true, false, true, true, false, false, false, false, false, false);
    }

    private static Consumer<CrashWorld> unlinking(boolean deletePackage) {
        return world -> {
            ready(world);
            world.wish(
                    SITE,
                    new LinkSpec(2, false, null, "Acme", "companion-s1", Bench.PROFILE, deletePackage, null, "r2"));
        };
    }

    private static Consumer<CrashWorld> decided(CompanyAction action) {
        return world -> {
            ready(world);
            order(world, action);
        };
    }

    private static Consumer<CrashWorld> aSuspendedCompanyToActivate() {
        return world -> {
            ready(world);
            world.vendors.companies.replaceAll(is -> is.name().equals("Acme")
                    ? new CreatedCompany(is.id(), is.name(), is.createdAt(), is.by(), is.parentId(), true)
                    : is);
            order(world, CompanyAction.ACTIVATE);
        };
    }

    private static void order(CrashWorld world, CompanyAction action) {
        var company = company(world, "Acme");
        var order = new CompanyOrder(
                action,
                company.id(),
                "Acme",
                action == CompanyAction.MOVE ? "folder" : null,
                0L,
                action == CompanyAction.RENAME ? "Acme Ltd" : null,
                world.now,
                "r2");
        world.wish(
                SITE,
                new LinkSpec(
                        2,
                        action != CompanyAction.DELETE,
                        null,
                        "Acme",
                        "companion-s1",
                        Bench.PROFILE,
                        false,
                        order,
                        "r2"));
    }

    private static CreatedCompany company(CrashWorld world, String name) {
        return world.vendors.companies.stream()
                .filter(company -> company.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("company %s: none (expected: one)".formatted(name)));
    }

    /** Each site: one company, of its own or as chosen, one package as wanted, one variable, ready, nobody bothered. */
    private static Consumer<CrashWorld> linked() {
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

    private static Consumer<CrashWorld> linkedWithNewContent() {
        return linked().andThen(world -> once(world, SITE, ProvisioningEvent.Type.PACKAGE_UPDATED));
    }

    private static Consumer<CrashWorld> unlinked(boolean packageKept) {
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

    private static Consumer<CrashWorld> companyDeleted() {
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

    private static Consumer<CrashWorld> companySuspended() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isTrue();
            carriedOut(world, ProvisioningEvent.Type.COMPANY_SUSPENDED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.ATTENTION);
            assertThat(status(world, SITE).conditions().getFirst().reason())
                    .isEqualTo(LinkStatus.Reason.COMPANY_NOT_USABLE);
            assertThat(world.vendors.variablesOf(SITE)).hasSize(1);
        };
    }

    private static Consumer<CrashWorld> companyActivated() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isFalse();
            carriedOut(world, ProvisioningEvent.Type.COMPANY_ACTIVATED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.READY);
        };
    }

    private static Consumer<CrashWorld> companyMoved() {
        return linked().andThen(world -> {
            assertThat(company(world, "Acme").parentId()).isEqualTo("folder");
            carriedOut(world, ProvisioningEvent.Type.COMPANY_MOVED);
        });
    }

    private static Consumer<CrashWorld> companyRenamed() {
        return world -> {
            assertThat(world.vendors.companies).hasSize(3);
            assertThat(company(world, "Acme Ltd").by()).isEqualTo(SITE);
            carriedOut(world, ProvisioningEvent.Type.COMPANY_RENAMED);
            assertThat(status(world, SITE).phase()).isEqualTo(Phase.READY);
            assertThat(status(world, SITE).companyName()).isEqualTo("Acme Ltd");
        };
    }

    private static void bystandersUntouched(CrashWorld world) {
        assertThat(world.vendors.companies)
                .contains(new CreatedCompany("x1", "Existing", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false))
                .contains(new CreatedCompany("x9", "Bystander", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false));
        assertThat(world.vendors.packages)
                .contains(new MadePackage("px", "x9", "companion-s1", Instant.EPOCH, Bench.PROFILE));
    }

    private static void nothingInDoubt(CrashWorld world) {
        world.specs
                .keySet()
                .forEach(site -> assertThat(world.state(site).hasUnknownOutcome())
                        .as("%s in doubt", site)
                        .isFalse());
    }
}
