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
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of call, cut off at every point, with every owner that may continue: {@link #TABLE} says what leads up to
 * the call and how it must end, whatever the point and the owner. Names of companies and packages are not unique at
 * these vendors, so a call made once too often shows.
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
     * @param end how the world and the records look at rest
     * @param effects how often the vendor may have received a call of this kind; reads may be made as often as needed
     */
    private record Row(StepKind kind, Consumer<CrashWorld> story, Consumer<CrashWorld> end, int effects) {}

    private static final int ANY = Integer.MAX_VALUE;

    private static final List<Row> TABLE = List.of(
            new Row(StepKind.FIND_COMPANY, aNewLink(), CrashEnds.linked(), ANY),
            new Row(StepKind.FIND_COMPANIES, twelveNewLinks(), CrashEnds.linked(), ANY),
            new Row(StepKind.CREATE_COMPANY, aNewLink(), CrashEnds.linked(), 1),
            new Row(StepKind.READ_LICENCE, aLinkWithAnAddOn(), CrashEnds.linked(), ANY),
            new Row(StepKind.FIND_PACKAGE, aLinkToACompanyThatIsThere(), CrashEnds.linked(), ANY),
            new Row(StepKind.CREATE_PACKAGE, aNewLink(), CrashEnds.linked(), 1),
            new Row(StepKind.READ_PACKAGE, aLinkWithAnAddOn(), CrashEnds.linked(), ANY),
            new Row(StepKind.READ_PACKAGE_LINK, aNewLink(), CrashEnds.linked(), ANY),
            new Row(StepKind.READ_PACKAGE_LINKS, twelveNewLinks(), CrashEnds.linked(), ANY),
            new Row(StepKind.READ_VARIABLE, aNewLink(), CrashEnds.linked(), ANY),
            new Row(StepKind.WRITE_VARIABLE, aNewLink(), CrashEnds.linked(), 2),
            new Row(StepKind.UPDATE_PACKAGE, anotherDefaultPackage(), CrashEnds.linkedWithNewContent(), 2),
            new Row(StepKind.DELETE_VARIABLE, unlinking(false), CrashEnds.unlinked(true), 2),
            new Row(StepKind.DELETE_PACKAGE, unlinking(true), CrashEnds.unlinked(false), 2),
            new Row(StepKind.COUNT_ENDPOINTS, decided(CompanyAction.DELETE), CrashEnds.companyDeleted(), ANY),
            new Row(StepKind.DELETE_COMPANY, decided(CompanyAction.DELETE), CrashEnds.companyDeleted(), 2),
            new Row(StepKind.SUSPEND_COMPANY, decided(CompanyAction.SUSPEND), CrashEnds.companySuspended(), 2),
            new Row(StepKind.ACTIVATE_COMPANY, aSuspendedCompanyToActivate(), CrashEnds.companyActivated(), 2),
            new Row(StepKind.MOVE_COMPANY, decided(CompanyAction.MOVE), CrashEnds.companyMoved(), 2),
            new Row(StepKind.RENAME_COMPANY, decided(CompanyAction.RENAME), CrashEnds.companyRenamed(), 2));

    /**
     * What an owner that continues has recorded cannot be cut off any more: that cell is the run without a fault, and
     * is asserted to be it, call by call. Every other cell exists; if nothing was stored yet, the same owner continues
     * by reading its ledger again.
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
        CrashEnds.bystandersUntouched(world);
        CrashEnds.nothingUnknown(world);
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
            world.change(SITE, Bench.named(1, "Acme"));
        };
    }

    private static Consumer<CrashWorld> twelveNewLinks() {
        return world -> {
            world.arm();
            world.tenant();
            for (var i = 1; i <= 12; i++) {
                world.change(
                        new LinkKey("t1", "s" + i),
                        new LinkSpec(1, true, null, "Acme " + i, "companion-s" + i, Bench.PROFILE, "r" + i));
            }
        };
    }

    private static Consumer<CrashWorld> aLinkWithAnAddOn() {
        return world -> {
            world.arm();
            world.tenant();
            world.change(SITE, new LinkSpec(1, true, null, "Acme", "companion-s1", WITH_ADD_ON, "r1"));
        };
    }

    private static Consumer<CrashWorld> aLinkToACompanyThatIsThere() {
        return world -> {
            world.arm();
            world.tenant();
            world.change(SITE, Bench.chosen(1, "x1"));
        };
    }

    /** A link that has been ready for a while when its spec changes. */
    private static void ready(CrashWorld world) {
        world.tenant();
        world.change(SITE, Bench.named(1, "Acme"));
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
            world.change(SITE, new LinkSpec(2, true, null, "Acme", "companion-s1", otherContent(), "r2"));
        };
    }

    private static PackageProfile otherContent() {
        return Profiles.of("de_DE", true, true, true, false, true, true, false, false, false, false, false, false);
    }

    private static Consumer<CrashWorld> unlinking(boolean deletePackage) {
        return world -> {
            ready(world);
            world.change(
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
        var company = CrashEnds.company(world, "Acme");
        var order = new CompanyOrder(
                action,
                company.id(),
                "Acme",
                action == CompanyAction.MOVE ? "folder" : null,
                0L,
                action == CompanyAction.RENAME ? "Acme Ltd" : null,
                world.now,
                "r2");
        world.change(
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
}
