package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.CompanyOrder.Action;
import dev.companion.provisioner.domain.CrashWorld.Fault;
import dev.companion.provisioner.domain.CrashWorld.Owner;
import dev.companion.provisioner.domain.CrashWorld.Point;
import dev.companion.provisioner.domain.FakeVendors.MadeCompany;
import dev.companion.provisioner.domain.FakeVendors.MadePackage;
import dev.companion.provisioner.domain.Outcome.SeenVariable;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Holds;
import dev.companion.provisioner.domain.Report.Phase;
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
            new PackageProfile(true, true, false, true, false, true, false, false, true, false, false, false, "en_US");

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
            new Row(StepKind.COUNT_ENDPOINTS, decided(Action.DELETE), companyDeleted(), ANY),
            new Row(StepKind.DELETE_COMPANY, decided(Action.DELETE), companyDeleted(), 2),
            new Row(StepKind.SUSPEND_COMPANY, decided(Action.SUSPEND), companySuspended(), 2),
            new Row(StepKind.ACTIVATE_COMPANY, aSuspendedCompanyToActivate(), companyActivated(), 2),
            new Row(StepKind.MOVE_COMPANY, decided(Action.MOVE), companyMoved(), 2),
            new Row(StepKind.RENAME_COMPANY, decided(Action.RENAME), companyRenamed(), 2));

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
                        new Desired(1, true, null, "Acme " + i, "companion-s" + i, Bench.PROFILE, "r" + i));
            }
        };
    }

    private static Consumer<CrashWorld> aLinkWithAnAddOn() {
        return world -> {
            world.arm();
            world.tenant();
            world.wish(SITE, new Desired(1, true, null, "Acme", "companion-s1", WITH_ADD_ON, "r1"));
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
        assertThat(world.reports.get(SITE))
                .isNotNull()
                .extracting(Report::phase)
                .isEqualTo(Phase.READY);
        world.arm();
    }

    private static Consumer<CrashWorld> anotherDefaultPackage() {
        return world -> {
            ready(world);
            world.wish(SITE, new Desired(2, true, null, "Acme", "companion-s1", otherContent(), "r2"));
        };
    }

    private static PackageProfile otherContent() {
        return new PackageProfile(
                true, true, true, false, true, true, false, false, false, false, false, false, "de_DE");
    }

    private static Consumer<CrashWorld> unlinking(boolean deletePackage) {
        return world -> {
            ready(world);
            world.wish(
                    SITE,
                    new Desired(2, false, null, "Acme", "companion-s1", Bench.PROFILE, deletePackage, null, "r2"));
        };
    }

    private static Consumer<CrashWorld> decided(Action action) {
        return world -> {
            ready(world);
            order(world, action);
        };
    }

    private static Consumer<CrashWorld> aSuspendedCompanyToActivate() {
        return world -> {
            ready(world);
            world.vendors.companies.replaceAll(is -> is.name().equals("Acme")
                    ? new MadeCompany(is.id(), is.name(), is.createdAt(), is.by(), is.parentId(), true)
                    : is);
            order(world, Action.ACTIVATE);
        };
    }

    private static void order(CrashWorld world, Action action) {
        var company = company(world, "Acme");
        var order = new CompanyOrder(
                action,
                company.id(),
                "Acme",
                action == Action.MOVE ? "folder" : null,
                0L,
                action == Action.RENAME ? "Acme Ltd" : null,
                world.now,
                "r2");
        world.wish(
                SITE,
                new Desired(
                        2, action != Action.DELETE, null, "Acme", "companion-s1", Bench.PROFILE, false, order, "r2"));
    }

    private static MadeCompany company(CrashWorld world, String name) {
        return world.vendors.companies.stream()
                .filter(company -> company.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("company %s: none (expected: one)".formatted(name)));
    }

    /** Each site: one company, of its own or as chosen, one package as wanted, one variable, ready, nobody bothered. */
    private static Consumer<CrashWorld> linked() {
        return world -> {
            var created = world.wishes.values().stream()
                    .filter(desired -> desired.companyId() == null)
                    .count();
            assertThat(world.vendors.companies).hasSize((int) created + 2);
            assertThat(world.vendors.packages).hasSize(world.wishes.size() + 1);
            world.wishes.forEach((site, desired) -> linked(world, site, desired));
        };
    }

    private static void linked(CrashWorld world, LinkKey site, Desired desired) {
        var chosen = desired.companyId() != null;
        var company = company(world, chosen ? "Existing" : Objects.requireNonNull(desired.companyName()));
        assertThat(company.by()).isEqualTo(chosen ? FakeVendors.NOBODY : site);
        assertThat(company.parentId()).isIn(Bench.ROOT, "folder");
        var pkg = packageIn(world, company);
        assertThat(pkg.name()).isEqualTo(desired.packageName());
        assertThat(pkg.content()).isEqualTo(desired.profile());
        assertThat(world.vendors.variablesOf(site))
                .extracting(SeenVariable::value)
                .containsExactly(world.vendors.linkOf(pkg));
        var report = report(world, site);
        assertThat(report.phase()).as("%s", report).isEqualTo(Phase.READY);
        assertThat(report.generation()).isEqualTo(desired.generation());
        assertThat(report.companyId()).isEqualTo(company.id());
        assertThat(report.packageId()).isEqualTo(pkg.id());
        once(world, site, Fact.Type.COMPANY_CREATED, Fact.Type.COMPANY_ADOPTED, Fact.Type.COMPANY_CHOSEN);
        once(world, site, Fact.Type.PACKAGE_CREATED, Fact.Type.PACKAGE_ADOPTED);
        assertThat(world.factsOf(site))
                .contains(Fact.Type.LINK_READY)
                .doesNotContain(Fact.Type.LINK_STALLED, Fact.Type.ADD_ON_LEFT_OUT);
        assertThat(world.factsOf(site)).filteredOn(Fact.Type.LINK_READY::equals).hasSize((int) desired.generation());
    }

    private static MadePackage packageIn(CrashWorld world, MadeCompany company) {
        return world.vendors.packages.stream()
                .filter(pkg -> pkg.companyId().equals(company.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("package in %s: none (expected: one)".formatted(company)));
    }

    private static Report report(CrashWorld world, LinkKey site) {
        return Objects.requireNonNull(world.reports.get(site));
    }

    private static void once(CrashWorld world, LinkKey site, Fact.Type... types) {
        assertThat(world.factsOf(site))
                .as("recorded once: one of %s", Arrays.toString(types))
                .filteredOn(Set.of(types)::contains)
                .hasSize(1);
    }

    private static Consumer<CrashWorld> linkedWithNewContent() {
        return linked().andThen(world -> once(world, SITE, Fact.Type.PACKAGE_UPDATED));
    }

    private static Consumer<CrashWorld> unlinked(boolean packageKept) {
        return world -> {
            var company = company(world, "Acme");
            removed(world);
            assertThat(world.vendors.packages)
                    .filteredOn(pkg -> pkg.companyId().equals(company.id()))
                    .hasSize(packageKept ? 1 : 0);
            if (!packageKept) {
                once(world, SITE, Fact.Type.PACKAGE_DELETED);
            }
            assertThat(report(world, SITE).companyId()).isEqualTo(company.id());
        };
    }

    private static void removed(CrashWorld world) {
        assertThat(world.vendors.variablesOf(SITE)).isEmpty();
        assertThat(report(world, SITE).phase()).as("%s", report(world, SITE)).isEqualTo(Phase.REMOVED);
        assertThat(report(world, SITE).generation()).isEqualTo(2);
        once(world, SITE, Fact.Type.LINK_REMOVED);
        assertThat(world.factsOf(SITE)).doesNotContain(Fact.Type.LINK_STALLED);
    }

    private static Consumer<CrashWorld> companyDeleted() {
        return world -> {
            assertThat(world.vendors.companies)
                    .noneMatch(company -> company.name().equals("Acme"));
            removed(world);
            carriedOut(world, Fact.Type.COMPANY_DELETED);
        };
    }

    private static void carriedOut(CrashWorld world, Fact.Type recorded) {
        once(world, SITE, recorded);
        assertThat(world.factsOf(SITE)).doesNotContain(Fact.Type.ORDER_REFUSED);
        assertThat(report(world, SITE).conditions().getLast())
                .satisfies(condition -> assertThat(condition.aspect()).isEqualTo(Aspect.COMPANY_ORDER))
                .satisfies(condition -> assertThat(condition.holds()).isEqualTo(Holds.TRUE));
    }

    private static Consumer<CrashWorld> companySuspended() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isTrue();
            carriedOut(world, Fact.Type.COMPANY_SUSPENDED);
            assertThat(report(world, SITE).phase()).isEqualTo(Phase.ATTENTION);
            assertThat(report(world, SITE).conditions().getFirst().reason())
                    .isEqualTo(Report.Reason.COMPANY_NOT_USABLE);
            assertThat(world.vendors.variablesOf(SITE)).hasSize(1);
        };
    }

    private static Consumer<CrashWorld> companyActivated() {
        return world -> {
            assertThat(company(world, "Acme").suspended()).isFalse();
            carriedOut(world, Fact.Type.COMPANY_ACTIVATED);
            assertThat(report(world, SITE).phase()).isEqualTo(Phase.READY);
        };
    }

    private static Consumer<CrashWorld> companyMoved() {
        return linked().andThen(world -> {
            assertThat(company(world, "Acme").parentId()).isEqualTo("folder");
            carriedOut(world, Fact.Type.COMPANY_MOVED);
        });
    }

    private static Consumer<CrashWorld> companyRenamed() {
        return world -> {
            assertThat(world.vendors.companies).hasSize(3);
            assertThat(company(world, "Acme Ltd").by()).isEqualTo(SITE);
            carriedOut(world, Fact.Type.COMPANY_RENAMED);
            assertThat(report(world, SITE).phase()).isEqualTo(Phase.READY);
            assertThat(report(world, SITE).companyName()).isEqualTo("Acme Ltd");
        };
    }

    private static void bystandersUntouched(CrashWorld world) {
        assertThat(world.vendors.companies)
                .contains(new MadeCompany("x1", "Existing", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false))
                .contains(new MadeCompany("x9", "Bystander", Instant.EPOCH, FakeVendors.NOBODY, Bench.ROOT, false));
        assertThat(world.vendors.packages)
                .contains(new MadePackage("px", "x9", "companion-s1", Instant.EPOCH, Bench.PROFILE));
    }

    private static void nothingInDoubt(CrashWorld world) {
        world.wishes
                .keySet()
                .forEach(site -> assertThat(world.work(site).inDoubt())
                        .as("%s in doubt", site)
                        .isFalse());
    }
}
