package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("world.jsonl");
    }

    /** What is on disk now is all that a killed process leaves: opens a copy of it, at the time of the rig's clock. */
    private World afterAKill(Rig rig) throws IOException {
        Path copy = directory.resolve("copy-" + System.nanoTime() + ".jsonl");
        Files.copy(file(), copy);
        return World.open(rig.clock, copy);
    }

    @Test
    void everythingThatWasAnsweredIsOnDiskAlready() throws IOException {
        try (Rig rig = Rig.onFile(file())) {
            String bearer = rig.bearer();
            String site = rig.siteUid("Chester Road Motors");
            rig.datto(
                    bearer,
                    "PUT",
                    "/api/v2/site/" + site + "/variable",
                    "{\"name\":\"GravityZonePackageLink\",\"value\":\"v\"}");
            String id = rig.result("companies.createCompany", "{\"type\":1,\"name\":\"Kept Ltd\"}")
                    .asString();
            rig.result("packages.createPackage", "{\"companyId\":\"" + id + "\",\"packageName\":\"P\"}");
            rig.control("PATCH", "/world/sites/" + site, "{\"name\":\"Renamed\"}");
            rig.simulator.faults().inject(Fault.of(FaultKind.HTML, "datto", "*").times(3));

            try (World world = afterAKill(rig)) {
                assertThat(world.datto().site(site).orElseThrow().name()).isEqualTo("Renamed");
                assertThat(world.datto().variables(site)).singleElement().satisfies(variable -> {
                    assertThat(variable.name()).isEqualTo("GravityZonePackageLink");
                    assertThat(variable.value()).isEqualTo("v");
                });
                assertThat(world.gravityZone().companiesNamed("kept ltd")).hasSize(1);
                assertThat(world.gravityZone().packages().of(id)).hasSize(1);
                assertThat(world.datto().keys().ownerOf(bearer)).isNotNull();
                assertThat(world.faults().all())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.count()).isEqualTo(3));
                assertThat(world.switches().number(Switch.GZ_REQUESTS_PER_SECOND))
                        .isEqualTo(100_000);
            }
        }
    }

    @Test
    void anEffectBeforeACutConnectionIsDurableToo() throws IOException {
        try (Rig rig = Rig.onFile(file())) {
            rig.simulator.faults().inject(Fault.of(FaultKind.RESET_AFTER, "gravityzone", "createCompany"));

            assertThatThrownBy(() -> rig.result("companies.createCompany", "{\"type\":1,\"name\":\"Cut Off Ltd\"}"))
                    .isInstanceOf(UncheckedIOException.class);

            try (World world = afterAKill(rig)) {
                assertThat(world.gravityZone().companiesNamed("Cut Off Ltd")).hasSize(1);
            }
        }
    }

    @Test
    void aRestartGoesOnWhereItStoppedAndGivesNoIdTwice() {
        String first;
        try (Rig rig = Rig.onFile(file())) {
            first = rig.result("companies.createCompany", "{\"type\":1,\"name\":\"First\"}")
                    .asString();
        }
        try (Rig rig = Rig.start(Rig.options().withStateFile(file()))) {
            assertThat(rig.simulator.world().datto().sites()).hasSize(45);
            assertThat(rig.companyId("First")).isEqualTo(first);
            String second = rig.result("companies.createCompany", "{\"type\":1,\"name\":\"Second\"}")
                    .asString();
            assertThat(second).isNotEqualTo(first);
            assertThat(rig.bearer()).isNotEmpty();
        }
    }

    @Test
    void aLineThatWasCutInTheMiddleNeverHappened() throws IOException {
        try (Rig rig = Rig.onFile(file())) {
            rig.result("companies.createCompany", "{\"type\":1,\"name\":\"Whole\"}");
        }
        Files.writeString(file(), "[[\"companies\",\"x\",{\"id\":", StandardOpenOption.APPEND);

        try (Rig rig = Rig.start(Rig.options().withStateFile(file()))) {
            assertThat(rig.companyId("Whole")).isNotEmpty();
            rig.result("companies.createCompany", "{\"type\":1,\"name\":\"After\"}");
        }
        try (World world = World.open(new TestClock(), file())) {
            assertThat(world.gravityZone().companiesNamed("After")).hasSize(1);
        }
    }

    @Test
    void aCorruptOrForeignFileIsRefusedInOneLine() throws IOException {
        try (Rig rig = Rig.onFile(file())) {
            assertThat(rig.bearer()).isNotEmpty();
        }
        var lines = Files.readAllLines(file());
        lines.set(1, "garbage");
        Files.write(file(), lines);
        Path foreign = Files.writeString(directory.resolve("notes.txt"), "dear diary\n");

        assertThatThrownBy(() -> Rig.start(Rig.options().withStateFile(file())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("world.jsonl is corrupt (line 2: unreadable)")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> Rig.start(Rig.options().withStateFile(foreign)))
                .hasMessageContaining("notes.txt is corrupt (line 1: not a simulator state file");
        assertThatThrownBy(() -> Rig.start(Rig.options().withStateFile(directory)))
                .hasMessageContaining("cannot be read or written");
    }

    @Test
    void twoSimulatorsCannotShareAFile() {
        try (Rig rig = Rig.onFile(file())) {
            assertThat(rig.bearer()).isNotEmpty();
            assertThatThrownBy(() -> Rig.start(Rig.options().withStateFile(file())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by another running simulator");
        }
    }

    @Test
    void aRefusedCallLeavesNothingBehind() {
        try (Rig rig = Rig.onFile(file())) {
            int before = rig.simulator.world().gravityZone().companies().size();
            rig.error(
                    "companies.createCompany",
                    "{\"type\":1,\"name\":\"" + DemoMsp.TAKEN_ELSEWHERE + "\",\"accountEmail\":\"a@b.c\"}");
            assertThat(rig.simulator.world().gravityZone().companies()).hasSize(before);
        }
    }

    @Test
    void aWriteInALargeWorldCostsNoMoreThanItsOwnLine() throws IOException {
        try (Rig rig = Rig.onFile(file())) {
            new BulkSeed(rig.simulator.world()).addSites(DemoMsp.ACCOUNT_UID, 10_000);
            String bearer = rig.bearer();
            String path = "/api/v2/site/" + rig.siteUid("Managed") + "/variable";
            long before = Files.size(file());
            rig.datto(bearer, "PUT", path, "{\"name\":\"V\",\"value\":\"v\"}");

            assertThat(Files.size(file()) - before).isBetween(50L, 2_000L);
            long afterWrite = Files.size(file());
            rig.get(bearer, "/api/v2/account/sites");
            assertThat(Files.size(file())).isEqualTo(afterWrite);
        }
    }
}
