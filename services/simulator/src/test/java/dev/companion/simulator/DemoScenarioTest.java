package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.scenario.Life;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoScenarioTest {

    private final TestClock clock = new TestClock();
    private final World world = World.inMemory(clock);

    DemoScenarioTest() {
        Scenario.DEMO.applyTo(world);
    }

    private List<Company> customers() {
        String root = world.gravityZone().keys().getFirst().companyId();
        return world.gravityZone().subtreeOf(root).stream()
                .filter(company -> company.type() == Company.CUSTOMER)
                .toList();
    }

    @Test
    void fortyManagedFourOnDemandAndTheSystemSite() {
        List<Site> sites = world.datto().sites(DemoMsp.ACCOUNT_UID);

        assertThat(sites)
                .filteredOn(site -> Boolean.TRUE.equals(site.onDemand()))
                .hasSize(4);
        assertThat(sites)
                .filteredOn(site -> !site.onDemand() && !site.name().equals(DattoWorld.DELETED_DEVICES))
                .hasSize(40)
                .allSatisfy(site -> assertThat(site.devices()).isPositive());
        assertThat(sites).extracting(Site::name).contains("Managed", "OnDemand", "Łódź Studio Graficzne");
        assertThat(sites).filteredOn(site -> site.name().length() == 255).hasSize(1);
        assertThat(world.datto().sitesNamed(DemoMsp.SHARED_NAME)).hasSize(2);
        assertThat(world.datto()
                        .sitesNamed(DattoWorld.DELETED_DEVICES)
                        .getFirst()
                        .uid())
                .doesNotMatch("[0-9a-f]{8}-.*");
    }

    @Test
    void twelveUsersOfWhomTwoAreDisabledAndOneNeverSignedIn() {
        List<RmmUser> users = world.datto().users(DemoMsp.ACCOUNT_UID);

        assertThat(users).hasSize(12);
        assertThat(users).filteredOn(RmmUser::disabled).hasSize(2);
        assertThat(users).filteredOn(user -> user.lastAccess() == null).hasSize(1);
    }

    @Test
    void fifteenCustomersOfWhomThirteenCanBeLinked() {
        assertThat(customers()).hasSize(15);
        assertThat(customers())
                .filteredOn(company -> company.manageable() && !company.suspended())
                .hasSize(13);
        assertThat(customers())
                .filteredOn(company -> !world.datto().sitesNamed(company.name()).isEmpty())
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(customers())
                .filteredOn(company -> world.gravityZone()
                        .folder(String.valueOf(company.parentId()))
                        .isPresent())
                .hasSize(1);
    }

    @Test
    void manyManagedSitesCanBecomeNewCompanies() {
        var free = new TreeSet<String>();
        for (Site site : world.datto().sites(DemoMsp.ACCOUNT_UID)) {
            boolean usable =
                    Boolean.FALSE.equals(site.onDemand()) && site.name().length() <= 64;
            if (usable && world.gravityZone().companiesNamed(site.name()).isEmpty()) {
                free.add(site.name());
            }
        }
        assertThat(free).hasSizeGreaterThanOrEqualTo(20).doesNotContain(DemoMsp.TAKEN_ELSEWHERE);
        assertThat(world.gravityZone().companiesNamed(DemoMsp.TAKEN_ELSEWHERE))
                .singleElement()
                .satisfies(company ->
                        assertThat(world.gravityZone().tenantOf(company).name()).isNotEqualTo(DemoMsp.ACCOUNT_NAME));
    }

    @Test
    void lifeLeavesFreshWorkAloneForTenMinutes() {
        Map<String, Company> before = linkAll();
        var life = new Life(world, 1);
        for (int i = 0; i < 300; i++) {
            life.step();
        }
        assertThat(customers()).allSatisfy(company -> assertThat(company).isEqualTo(before.get(company.id())));
        assertThat(world.datto().sites(DemoMsp.ACCOUNT_UID)).hasSizeGreaterThan(19);

        clock.advance(Duration.ofMinutes(11));
        for (int i = 0; i < 300; i++) {
            life.step();
        }
        assertThat(customers()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(customers()).anySatisfy(company -> assertThat(company).isNotEqualTo(before.get(company.id())));
    }

    private Map<String, Company> linkAll() {
        customers().forEach(company -> world.gravityZone().packages().add(company.id(), "Companion", Map.of()));
        return customers().stream().collect(Collectors.toMap(Company::id, company -> company));
    }

    @Test
    void theSameSeedLivesTheSameLife() {
        World other = World.inMemory(clock);
        Scenario.DEMO.applyTo(other);
        var life = new Life(world, 5);
        var twin = new Life(other, 5);

        for (int i = 0; i < 50; i++) {
            assertThat(life.step()).isEqualTo(twin.step());
        }
        assertThat(world.datto().sites()).isEqualTo(other.datto().sites());
        assertThat(world.gravityZone().companies())
                .isEqualTo(other.gravityZone().companies());
    }
}
