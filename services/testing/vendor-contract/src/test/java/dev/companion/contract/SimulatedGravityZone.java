package dev.companion.contract;

import dev.companion.simulator.DemoMsp;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.InstallLinks;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.GravityZoneUser;
import dev.companion.simulator.world.row.License;
import dev.companion.vendor.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The simulator as a cloud; its journal and its world are the truth. */
final class SimulatedGravityZone implements GravityZoneVendor {

    private final StandingClock clock;
    private final Simulator simulator;
    private final GravityZoneWorld cloud;

    SimulatedGravityZone(StandingClock clock, Profile profile) {
        this.clock = clock;
        simulator = SimulatedWorld.start(clock, profile);
        cloud = simulator.world().gravityZone();
    }

    Simulator simulator() {
        return simulator;
    }

    @Override
    public String accessUrl() {
        return simulator.gravityZoneAccessUrl().toString();
    }

    @Override
    public String hostAndPort() {
        return simulator.gravityZoneAccessUrl().getAuthority();
    }

    @Override
    public Secret key() {
        return Secret.of(DemoMsp.GRAVITYZONE_API_KEY);
    }

    @Override
    public Secret keyWith(Set<String> services) {
        var key = "further-key-of-the-contract-" + String.join("-", services);
        cloud.addKey(new GravityZoneKey(key, key, ownCompanyId(), services, false, clock.instant()));
        return Secret.of(key);
    }

    @Override
    public String ownCompanyId() {
        return cloud.keyNamed(DemoMsp.GRAVITYZONE_KEY_NAME).orElseThrow().companyId();
    }

    @Override
    public List<String> companyIds() {
        return cloud.subtreeOf(ownCompanyId()).stream().map(Company::id).toList();
    }

    @Override
    public String addCompany(String name) {
        return cloud.addCustomer(ownCompanyId(), name).id();
    }

    @Override
    public String addCompany(String parentId, String name) {
        return cloud.addCustomer(parentId, name).id();
    }

    @Override
    public String addPartner(String name) {
        return cloud.addPartner(ownCompanyId(), name, false).id();
    }

    @Override
    public String addFolder(String name) {
        return cloud.addFolder(ownCompanyId(), name).id();
    }

    @Override
    public Optional<KeptCompany> keptCompany(String id) {
        return cloud.company(id)
                .map(company -> new KeptCompany(
                        company.name(), Objects.requireNonNull(company.parentId()), company.suspended()));
    }

    @Override
    public void setAgents(String companyId, int count) {
        cloud.replace(cloud.company(companyId).orElseThrow().withAgents(count));
    }

    @Override
    public void addForeignCompany(String name) {
        cloud.addCustomer(foreignCompanyId(), name);
    }

    @Override
    public String foreignCompanyId() {
        return cloud.companiesNamed("Pacific Rim Security Services").getFirst().id();
    }

    @Override
    public void deleteCompany(String id) {
        cloud.deleteCompany(id);
    }

    @Override
    public void moveOutside(String id) {
        cloud.replace(cloud.company(id).orElseThrow().under(foreignCompanyId()));
    }

    @Override
    public void suspend(String id) {
        cloud.replace(cloud.company(id).orElseThrow().suspended(true));
    }

    @Override
    public long companiesNamed(String name) {
        return cloud.companies().stream()
                .filter(company -> company.name().equals(name))
                .count();
    }

    @Override
    public int subscriptionOf(String companyId) {
        return cloud.company(companyId).orElseThrow().license().subscriptionType();
    }

    @Override
    public void license(String companyId, String flag) {
        var company = cloud.company(companyId).orElseThrow();
        cloud.replace(company.licensed(company.license().with(flag, true)));
    }

    @Override
    public void putOnTrial(String companyId) {
        var company = cloud.company(companyId).orElseThrow();
        cloud.replace(company.licensed(License.trial(clock.instant())));
    }

    @Override
    public void addPackage(String companyId, String name) {
        cloud.packages().add(companyId, name, Map.of());
    }

    @Override
    public Kept kept(String packageId) {
        var one = cloud.packages().find(packageId).orElseThrow();
        var on = one.modules().entrySet().stream()
                .filter(module -> module.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        var settings = one.settings();
        return new Kept(
                one.companyId(),
                one.name(),
                on,
                one.roles().get("exchange") == 1,
                settings != null && settings.path("removeCompetitors").asInt() == 1);
    }

    @Override
    public boolean hasPackage(String packageId) {
        return cloud.packages().find(packageId).isPresent();
    }

    @Override
    public String windowsLink(String packageId) {
        return InstallLinks.windows(cloud.packages().find(packageId).orElseThrow());
    }

    @Override
    public void finishKits() {
        clock.pass(Duration.ofMinutes(1));
    }

    @Override
    public String addAccount(String companyId, String email) {
        var id = cloud.ids().next();
        cloud.put(new GravityZoneUser(id, companyId, email, email, "GMT", "en_US", 3, Map.of(), null));
        return id;
    }

    @Override
    public List<KeptAccount> accountsOf(String companyId) {
        return cloud.users(companyId).stream()
                .map(user -> new KeptAccount(user.id(), user.email(), user.fullName(), user.role()))
                .toList();
    }

    @Override
    public boolean movesAreOffered() {
        return simulator.switches().is(Switch.GZ_MOVE, "ALLOWED");
    }

    @Override
    public int inventoryPage() {
        return simulator.switches().number(Switch.GZ_INVENTORY_PAGE_MAX);
    }

    @Override
    public int refusedPages() {
        return inventoryPage() < 1_000 && simulator.switches().is(Switch.GZ_PER_PAGE_ABOVE_MAX, "REFUSED") ? 1 : 0;
    }

    @Override
    public void revokeKey() {
        cloud.replace(cloud.keyNamed(DemoMsp.GRAVITYZONE_KEY_NAME).orElseThrow().with(SERVICES, true));
    }

    @Override
    public void trouble(String operation, Trouble trouble) {
        simulator.faults().inject(SimulatedWorld.fault(trouble, "gravityzone", operation));
    }

    @Override
    public void emptyPages(String operation) {
        simulator.faults().inject(Fault.of(FaultKind.EMPTY_PAGE, "gravityzone", operation));
    }

    @Override
    public void shiftPages(String operation, int rows) {
        simulator
                .faults()
                .inject(Fault.of(FaultKind.PAGE_SHIFT, "gravityzone", operation).with("rows", rows));
    }

    @Override
    public void calm() {
        simulator.faults().clear();
    }

    @Override
    public long calls(String operation) {
        return simulator.journal().count("gravityzone", operation);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
