package dev.companion.simulation;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Body;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.simulation.GravityZone.Company;
import dev.companion.simulation.SimulatedLog.Entry;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Administrators: they link, change their minds, unlink, decide about companies, and do not always look closely. */
final class People {

    static final int SITES = 6;
    private static final int WISHES = 50;
    private static final Duration LOOKS = Duration.ofSeconds(30);

    private record Creation(String siteUid, String name) {}

    private final Timeline timeline;
    private final SimulatedLog log;
    private final World world;
    private final Watch watch;
    private final Supplier<MapperState> mapper;
    private final List<String> tasks = new ArrayList<>();
    private final Map<Creation, Runnable> creations = new HashMap<>();
    private final Set<String> hasty = new HashSet<>();
    private int requests;
    private int names;

    People(Timeline timeline, SimulatedLog log, World world, Watch watch, Supplier<MapperState> mapper) {
        this.timeline = timeline;
        this.log = log;
        this.world = world;
        this.watch = watch;
        this.mapper = mapper;
    }

    void begin(Duration trouble, Others others) {
        log.tell((_, entry) -> see(entry));
        setUp();
        for (var i = 0; i < SITES; i++) {
            var site = "s" + i;
            others.site(site, new ObservedSite(site, "Site " + i, true));
            timeline.after(timeline.within(Duration.ofMinutes(2)), () -> change(site));
        }
        for (var i = 0; i < WISHES; i++) {
            timeline.after(timeline.within(trouble.minusMinutes(1)), () -> change("s" + timeline.upTo(SITES)));
        }
        for (var i = 0; i < 4; i++) {
            timeline.after(timeline.within(trouble.minusMinutes(1)), this::settings);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::quarrel);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::quarrel);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::quarrel);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::quarrel);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::haste);
            timeline.after(timeline.within(trouble.minusMinutes(4)), this::haste);
        }
        // What was asked last is what holds in the end.
        timeline.after(trouble.plusMinutes(2), () -> ask(new Request.SetHealing(true)));
        timeline.after(trouble.plusMinutes(2), () -> ask(new Request.SetPaused(false)));
    }

    /** Twice or three times everything is erased in the middle of all work, and set up again when a person sees that it is gone. */
    void resetNowAndThen(Duration trouble) {
        for (var i = 0; i < 2 + timeline.upTo(2); i++) {
            timeline.after(timeline.within(trouble.minusMinutes(2)), () -> {
                for (var each = 0; each < SITES; each++) {
                    change("s" + each);
                }
                timeline.after(timeline.within(Duration.ofSeconds(2)), () -> ask(new Request.ResetTenant("Northwind")));
            });
        }
        look();
    }

    private void setUp() {
        ask(new Request.SaveGravityZone("https://gz.example/api", GravityZone.ROOT, "Own", "gz12", secret()));
        ask(new Request.SaveRmm("https://rmm.example", RmmAccess.Grant.PASSWORD, "rm12", secret(), secret(), false));
    }

    private void look() {
        timeline.after(timeline.between(LOOKS, LOOKS.multipliedBy(2)), () -> {
            var tenant = mapper.get().findTenant();
            if (tenant.isEmpty()
                    || tenant.get().reset() == null && !tenant.get().hasBothSides()) {
                setUp();
            }
            look();
        });
    }

    private static Credential secret() {
        return new Credential("c2VhbGVk");
    }

    private String ask(Body body) {
        return ask(body, timeline.now(), Duration.ZERO);
    }

    private String ask(Body body, Instant decidedAt, Duration underWay) {
        var request = new Request(Simulation.TENANT, "Northwind", "r" + ++requests, "ab12", decidedAt, body);
        timeline.note(() -> "asked " + request.requestId() + " " + body);
        var entry = new Entry(Topic.REQUESTS, request.requestId(), request);
        timeline.after(underWay, () -> log.append(entry));
        if (timeline.mishap(0.1)) {
            timeline.after(timeline.within(Duration.ofMinutes(1)), () -> log.append(entry));
        }
        tasks.add(request.requestId());
        return request.requestId();
    }

    private void settings() {
        switch (timeline.upTo(4)) {
            case 0 -> {
                ask(new Request.SetPaused(true));
                timeline.after(timeline.within(Duration.ofMinutes(2)), () -> ask(new Request.SetPaused(false)));
            }
            case 1 -> {
                ask(new Request.SetHealing(false));
                timeline.after(timeline.within(Duration.ofMinutes(8)), () -> ask(new Request.SetHealing(true)));
            }
            default -> ask(new Request.SaveDefaultPackage(profile()));
        }
    }

    private PackageProfile profile() {
        var modules = EnumSet.of(
                PackageModule.ADVANCED_ANTI_EXPLOIT,
                PackageModule.ADVANCED_THREAT_CONTROL,
                PackageModule.CONTENT_CONTROL,
                PackageModule.NETWORK_ATTACK_DEFENSE);
        addByCoin(modules, PackageModule.DEVICE_CONTROL, 0.5);
        addByCoin(modules, PackageModule.FIREWALL, 0.5);
        var addOns = EnumSet.noneOf(AddOn.class);
        addByCoin(addOns, AddOn.EDR_SENSOR, 0.3);
        addByCoin(addOns, AddOn.PATCH_MANAGEMENT, 0.3);
        return new PackageProfile(modules, addOns, true, "en_US");
    }

    private <E extends Enum<E>> void addByCoin(Set<E> all, E one, double odds) {
        if (timeline.coin(odds)) {
            all.add(one);
        }
    }

    private void change(String site) {
        var link = mapper.get().findLink(site).orElse(null);
        if (link == null || link.wanted() == Link.Wanted.GONE) {
            ask(new Request.CreateLinks(links(site)));
        } else if (link.wanted() == Link.Wanted.PRESENT) {
            change(site, link);
        } else {
            ask(
                    timeline.coin(0.5)
                            ? new Request.DeleteLinks(List.of(site), timeline.coin(0.3))
                            : new Request.CancelTask(link.requestId()));
        }
    }

    private void change(String site, Link link) {
        switch (timeline.upTo(12)) {
            case 0, 1, 2 -> ask(new Request.DeleteLinks(List.of(site), timeline.coin(0.5)));
            case 3, 4, 5 -> retry(site, link);
            case 6 -> ask(new Request.ApplyDefaultPackage(List.of(site)));
            case 7 -> ask(new Request.CancelTask(timeline.pick(tasks)));
            case 8 -> ask(new Request.CancelTask(link.requestId()));
            default -> order(site, link);
        }
    }

    /** Another name; sometimes the site of a colleague gets the given-up name at once. */
    private void retry(String site, Link link) {
        ask(new Request.RetryLinks(List.of(target(site))));
        var free = link.companyName();
        if (free != null && timeline.coin(0.5)) {
            var other = "s" + timeline.upTo(SITES);
            timeline.after(timeline.within(Duration.ofSeconds(20)), () -> linkTo(other, free));
        }
    }

    /**
     * A name changes hands while its company is being created: a person sees that a company is on its way, wants
     * another name after all, and a colleague takes the given-up one; and the same again the other way round.
     */
    private void quarrel() {
        var name = "Quarrel " + ++names;
        var one = timeline.upTo(SITES);
        var first = "s" + one;
        var second = "s" + (one + 1 + timeline.upTo(SITES - 1)) % SITES;
        whenCreating(first, name, () -> {
            handOver(first, second, name);
            whenCreating(second, name, () -> handOver(second, first, name));
        });
        linkTo(first, name);
    }

    private void whenCreating(String site, String name, Runnable then) {
        creations.put(new Creation(site, name), then);
    }

    private void handOver(String from, String to, String name) {
        timeline.after(timeline.within(Duration.ofSeconds(timeline.coin(0.5) ? 1 : 20)), () -> {
            linkTo(from, name + " no more " + ++names);
            timeline.after(timeline.within(Duration.ofMillis(300)), () -> linkTo(to, name));
        });
    }

    private void see(Entry entry) {
        if (entry.value() instanceof Call call && call.step() instanceof Step.CreateCompany create) {
            var then = creations.remove(new Creation(call.link().siteUid(), create.name()));
            if (then != null) {
                then.run();
            }
            if (timeline.coin(0.3)) {
                timeline.after(timeline.within(Duration.ofMinutes(1)), () -> grab(create.name()));
            }
        } else if (entry.value() instanceof LinkStatus report
                && report.installationLink() != null
                && hasty.remove(entry.key())) {
            unlinkTwice(entry.key());
        }
    }

    private void linkTo(String site, String name) {
        linkTo(new LinkRequest(site, null, name));
    }

    private void linkTo(LinkRequest change) {
        var linked = mapper.get().findLink(change.siteUid()).filter(its -> its.wanted() == Link.Wanted.PRESENT);
        ask(linked.isPresent() ? new Request.RetryLinks(List.of(change)) : new Request.CreateLinks(List.of(change)));
    }

    /** A person sees a company that was just created, and links another site to it. */
    private void grab(String name) {
        var site = "s" + timeline.upTo(SITES);
        world.gravityZone.companies().stream()
                .filter(company -> company.face().name().equals(name))
                .findFirst()
                .ifPresent(company -> linkTo(new LinkRequest(site, company.id, null)));
    }

    /** A person links and undoes it just when the variable is being written. */
    private void haste() {
        var site = "s" + timeline.upTo(SITES);
        hasty.add(site);
        linkTo(site, "Haste " + ++names);
    }

    private void unlinkTwice(String site) {
        timeline.after(timeline.within(Duration.ofSeconds(6)), () -> {
            ask(new Request.DeleteLinks(List.of(site), false));
            timeline.after(
                    timeline.within(Duration.ofSeconds(1)),
                    () -> ask(new Request.DeleteLinks(List.of(site), timeline.coin(0.8))));
        });
    }

    private List<LinkRequest> links(String site) {
        var second = "s" + timeline.upTo(SITES);
        return timeline.coin(0.15) && !second.equals(site)
                ? List.of(target(site), target(second))
                : List.of(target(site));
    }

    private LinkRequest target(String site) {
        var companies = world.gravityZone.companies();
        return switch (timeline.upTo(12)) {
            case 0, 1 -> new LinkRequest(site, timeline.pick(companies).id, null);
            case 2 -> new LinkRequest(site, null, "Foreign");
            case 3, 4, 5 -> new LinkRequest(site, null, "Shared " + timeline.upTo(2));
            default -> new LinkRequest(site, null, "Company " + site);
        };
    }

    /** A decision about the company in use, on what the screen shows or on a wrong idea of it. */
    private void order(String site, Link link) {
        var company =
                world.gravityZone.company(String.valueOf(link.companyInUse())).orElse(null);
        if (company == null) {
            return;
        }
        var action = timeline.pick(List.of(
                CompanyAction.SUSPEND,
                CompanyAction.ACTIVATE,
                CompanyAction.MOVE,
                CompanyAction.DELETE,
                CompanyAction.DELETE,
                CompanyAction.RENAME,
                CompanyAction.RENAME));
        var face = company.face();
        var name = timeline.coin(0.1) ? face.name() + "x" : face.name();
        var endpoints = timeline.coin(0.15) ? Math.max(0, face.endpoints() - 1) : face.endpoints();
        var underWay = timeline.mishap(0.15) ? timeline.within(Duration.ofMinutes(30)) : Duration.ZERO;
        var parent = action == CompanyAction.MOVE ? GravityZone.FOLDER : null;
        var newName = action == CompanyAction.RENAME ? newName() : null;
        var id = ask(
                new Request.ChangeCompany(site, action, company.id, name, parent, endpoints, newName),
                timeline.now(),
                underWay);
        watch.decisions()
                .made(id, new Decisions.Decided(action.name(), company.id, name, endpoints, newName, timeline.now()));
        // While the decision is being carried out, the company may change.
        if (timeline.mishap(0.4)) {
            timeline.after(timeline.within(Duration.ofSeconds(20)), () -> becomesAnother(company));
        }
    }

    /** Mostly a new one; sometimes one that a site has, wants, or has given up. */
    private String newName() {
        return switch (timeline.upTo(10)) {
            case 0 -> "Foreign";
            case 1 -> "Shared " + timeline.upTo(2);
            case 2 -> "Company s" + timeline.upTo(SITES);
            case 3 -> timeline.pick(world.gravityZone.companies()).face().name();
            default -> "Given " + ++names;
        };
    }

    private void becomesAnother(Company company) {
        if (world.gravityZone.company(company.id).isPresent()) {
            if (timeline.coin(0.5)) {
                company.counting(company.face().endpoints() + 1 + timeline.upTo(3), timeline.now());
            } else {
                company.named("Renamed " + company.id + timeline.now().toEpochMilli(), timeline.now());
            }
            world.gravityZone.touched(company.id);
        }
    }
}
