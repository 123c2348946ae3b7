package dev.companion.mapper.topology;

import dev.companion.discrepancies.PolicyLevel;
import dev.companion.links.CompanyAction;
import dev.companion.links.ConditionReason;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.SavePolicies;
import dev.companion.requests.SiteName;
import dev.companion.rmm.SiteScope;
import dev.companion.settings.DefaultPackage;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * People who request anything at any time, and a provisioner that carries links out slowly: the statuses of a site arrive in
 * order, but with any delay, and the last one may arrive again.
 */
final class RandomTenant {

    /**
     * What concerns links; to seal credentials again, to look for earlier links or to disconnect a vendor does not, and would
     * only thin out the rest.
     */
    private static final List<RequestType> DRAWN = Stream.of(RequestType.values())
            .filter(type -> type != RequestType.RESEAL_SECRETS
                    && type != RequestType.FIND_LINKS
                    && type != RequestType.DISCONNECT)
            .toList();

    private static final List<String> SITES = List.of("site-1", "site-2", "site-3", "site-4", "site-5", "site-6");
    private static final List<String> NAMES = List.of("Acme", "Bolt", "Cask");

    /** Names of sites and companies that a rule links unless a person is faster. */
    private static final Map<String, String> NAMESAKES =
            Map.of("site-5", "Delta Bakery", "c-5", "Delta Bakery", "site-6", "Echo Plumbing", "c-6", "Echo Plumbing");

    /** The provisioner's work on a site. */
    private static final class Work {

        private final Deque<Link> ahead = new ArrayDeque<>();
        private final Deque<Runnable> statuses = new ArrayDeque<>();
        private Link now;
        private String company;
        private Runnable lastStatus = () -> {};
    }

    private final Random random;
    private final Map<String, Work> works = new HashMap<>();
    private final Set<String> companies = new TreeSet<>(Set.of("c-1", "c-2", "c-3", "c-5", "c-6"));
    private final List<String> asked = new ArrayList<>();
    MapperDriver mapper = new MapperDriver();

    RandomTenant(long seed) {
        random = new Random(seed);
        mapper.connected();
        for (var site : SITES) {
            mapper.site(site, NAMESAKES.getOrDefault(site, "Site " + site), SiteScope.MANAGED);
            works.put(site, new Work());
        }
        companies.forEach(company -> mapper.company(company, nameOf(company)));
        mapper.drain();
    }

    boolean decides(int percent) {
        return random.nextInt(100) < percent;
    }

    Request request() {
        var type = one(DRAWN);
        var id = "r-" + asked.size();
        var request = MapperDriver.aRequest(id, type);
        switch (type) {
            case CREATE_LINKS -> request.setCreateLinks(links());
            case RETRY_LINK -> request.setRetryLinks(links());
            case DELETE_LINKS -> request.setDeleteLinks(sites()).setDeletePackages(random.nextBoolean());
            case APPLY_DEFAULT_PACKAGE -> request.setApplyDefaultPackage(sites());
            case SAVE_DEFAULT_PACKAGE -> request.setDefaultPackage(profile());
            case CHANGE_COMPANY -> request.setCompanyChange(companyChange());
            case CANCEL_TASK -> request.setCancelledTask(asked.isEmpty() ? "none" : recent());
            case SET_HEALING -> request.setHealing(random.nextBoolean());
            case NOTE_SITE_NAME -> request.setSiteName(siteName());
            case SAVE_POLICIES ->
                request.setPolicies(SavePolicies.newBuilder()
                        .setSuggestions(one(PolicyLevel.values()))
                        .build());
            case SET_PAUSED -> request.setPaused(random.nextBoolean());
            default -> request.setType(RequestType.UNKNOWN);
        }
        asked.add(id);
        return request.build();
    }

    /** Hands on what was published. */
    void publish(String siteUid, Link link) {
        if (link != null) {
            works.get(siteUid).ahead.add(link);
        }
    }

    /** One thing more is done about some site, or learnt by the mapper. */
    void advance() {
        var site = one(SITES);
        var work = works.get(site);
        switch (random.nextInt(6)) {
            case 0, 1 -> takeUp(work);
            case 5 -> letTimePass();
            case 2 -> carryOut(site, work);
            case 3 -> {
                if (!work.statuses.isEmpty()) {
                    work.lastStatus = work.statuses.remove();
                    work.lastStatus.run();
                }
            }
            default -> work.lastStatus.run();
        }
    }

    /** The company that the site really uses, whether or not a status was published. */
    Stream<String> inUse(String siteUid) {
        return Stream.ofNullable(works.get(siteUid).company);
    }

    /** Long enough for a rule, in steps as the alarms follow each other. */
    private void letTimePass() {
        mapper.passes(Duration.ofMillis(500));
        mapper.waitFor(MapperDriver.ACT_AFTER);
        mapper.passes(Duration.ofMillis(500));
    }

    private void takeUp(Work work) {
        if (!work.ahead.isEmpty()) {
            work.now = work.ahead.remove();
        }
    }

    private void carryOut(String site, Work work) {
        var link = work.now;
        if (link == null) {
            return;
        }
        if (link.getWanted() == Wanted.ABSENT) {
            var deletes = link.getCompanyOrder()
                    .filter(order -> order.getAction() == CompanyAction.DELETE)
                    .isPresent();
            if (deletes && work.company != null) {
                companies.remove(work.company);
            }
            say(site, work, LinkPhase.REMOVED, deletes ? null : work.company);
            work.company = null;
            work.now = null;
        } else if (random.nextBoolean()) {
            sayWaiting(site, work);
        } else {
            work.company = link.getCompanyId().filter(companies::contains).orElseGet(() -> create(link));
            say(site, work, LinkPhase.READY, work.company);
        }
    }

    /** Null if the chosen company is gone. */
    private String create(Link link) {
        if (link.getCompanyName().isEmpty()) {
            return null;
        }
        var created = "n-%s-%d".formatted(link.getSiteUid(), link.getGeneration());
        companies.add(created);
        return created;
    }

    private void say(String site, Work work, LinkPhase phase, String company) {
        var generation = work.now.getGeneration();
        work.statuses.add(() -> {
            mapper.status(site, generation, phase, company);
            if (company != null && companies.contains(company)) {
                mapper.company(company, nameOf(company));
            }
        });
    }

    private void sayWaiting(String site, Work work) {
        var generation = work.now.getGeneration();
        var company = work.company;
        work.statuses.add(() -> mapper.packageStatus(site, generation, company, ConditionReason.PENDING));
    }

    private static String nameOf(String company) {
        return NAMESAKES.getOrDefault(company, "Company " + company);
    }

    private List<LinkRequest> links() {
        return sites().stream()
                .map(site -> random.nextBoolean()
                        ? LinkRequest.newBuilder()
                                .setSiteUid(site)
                                .setCompanyId(company())
                                .build()
                        : LinkRequest.newBuilder()
                                .setSiteUid(site)
                                .setCompanyName(one(NAMES))
                                .build())
                .toList();
    }

    private CompanyChange companyChange() {
        var site = one(SITES);
        var company = inUse(site).findFirst().orElseGet(this::company);
        return CompanyChange.newBuilder()
                .setSiteUid(site)
                .setAction(one(CompanyAction.values()))
                .setCompanyId(company)
                .setCompanyName(nameOf(company))
                .setParentId("folder-1")
                .setEndpoints(0L)
                .setNewName(one(NAMES))
                .build();
    }

    private SiteName siteName() {
        var site = one(SITES);
        mapper.site(site, one(NAMES) + " " + random.nextInt(3), SiteScope.MANAGED);
        return SiteName.newBuilder().setSiteUid(site).build();
    }

    private DefaultPackage profile() {
        return DefaultPackage.newBuilder(ProfileRecords.toRecord(PackageProfile.INITIAL))
                .setFirewall(random.nextBoolean())
                .build();
    }

    private List<String> sites() {
        var some = new HashSet<String>();
        some.add(one(SITES));
        if (decides(25)) {
            some.add(one(SITES));
        }
        return List.copyOf(new TreeSet<>(some));
    }

    private String company() {
        return one(List.copyOf(companies));
    }

    private String recent() {
        return asked.get(Math.max(0, asked.size() - 1 - random.nextInt(5)));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T one(T[] all) {
        return one(List.of(all));
    }
}
