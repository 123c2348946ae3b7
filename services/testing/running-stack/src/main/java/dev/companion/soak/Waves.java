package dev.companion.soak;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.Ports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Administrators of some tenants who link and unlink sites in random waves, whatever state Companion is in. A request
 * without an answer is not repeated, and it is unknown whether it was accepted.
 */
final class Waves {

    private static final int PAUSE_MILLIS_MAX = 3_000;
    private static final int WAVE_MAX = 15;
    /**
     * Linking is this many times as likely as unlinking, for the same number of sites: most sites are linked in the
     * end.
     */
    private static final int LINKED_SHARE = 3;

    private final Ports ports;
    private final int tenants;
    private final Random random;
    private final Said said;
    private final Map<Integer, ConsoleUser> signedIn = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicBoolean deletesPackages = new AtomicBoolean();
    private final Thread thread;
    private int accepted;
    private int refused;
    private int unanswered;

    Waves(Ports ports, int tenants, long seed, Said said) {
        this.ports = ports;
        this.tenants = tenants;
        this.random = new Random(seed);
        this.said = said;
        this.thread = Thread.ofPlatform().name("waves").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends after the current wave. */
    void stop() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String counts() {
        return "%d requests accepted, %d refused, %d without an answer".formatted(accepted, refused, unanswered);
    }

    private void run() {
        try {
            do {
                var tenant = 1 + random.nextInt(tenants);
                try {
                    wave(tenant);
                } catch (RuntimeException
                        | AssertionError e) { // the console is unavailable, or another process answers on its port
                    signedIn.clear();
                    unanswered++;
                }
            } while (!stop.await(random.nextInt(PAUSE_MILLIS_MAX), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wave(int tenant) {
        var user = user(tenant);
        var linked = new ArrayList<String>();
        var unlinked = new ArrayList<JsonNode>();
        for (var site : user.sites().values()) {
            switch (site.path("state").asString()) {
                case "UNLINKED", "SUGGESTED" -> unlinked.add(site);
                case "LINKING", "READY", "ATTENTION" ->
                    linked.add(site.path("siteUid").asString());
                default -> {} // is being unlinked: to be left alone
            }
        }
        if (random.nextInt(Math.max(1, linked.size() + unlinked.size())) < LINKED_SHARE * unlinked.size()) {
            link(tenant, user, some(unlinked));
        } else {
            unlink(tenant, user, some(linked));
        }
    }

    private <T> List<T> some(List<T> all) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(WAVE_MAX)));
    }

    private void link(int tenant, ConsoleUser user, List<JsonNode> sites) {
        var visible = new HashSet<String>();
        user.companies()
                .forEach(company -> visible.add(fold(company.path("name").asString())));
        var available = new ArrayList<>(user.availableCompanies());
        var links = new ArrayList<Map<String, Object>>();
        for (var site : sites) {
            var uid = site.path("siteUid").asString();
            var company = random.nextInt(10) < 4 ? chosen(available, site) : null;
            links.add(
                    company == null
                            ? ConsoleUser.toNewCompany(
                                    uid, newName(site.path("name").asString(), visible))
                            : ConsoleUser.toCompany(uid, company));
        }
        answered(tenant, "link", links.size(), user.sendLinks(links));
    }

    /** The company that an earlier link of the site created, or any that is free. */
    private @Nullable String chosen(List<JsonNode> available, JsonNode site) {
        if (available.isEmpty()) {
            return null;
        }
        var own = available.stream()
                .filter(company -> fold(company.path("name").asString())
                        .startsWith(fold(site.path("name").asString())))
                .findFirst();
        var company = own.orElseGet(() -> available.get(random.nextInt(available.size())));
        available.remove(company);
        return company.path("id").asString();
    }

    /** The same name again if no company has it: a call of an earlier request may still create it. */
    private static String newName(String siteName, HashSet<String> visible) {
        var name = siteName;
        for (var number = 2; !visible.add(fold(name)); number++) {
            name = siteName + " " + number;
        }
        return name;
    }

    private void unlink(int tenant, ConsoleUser user, List<String> siteUids) {
        if (siteUids.isEmpty()) {
            return;
        }
        Map<String, Object> body = deletesPackages.get() && random.nextBoolean()
                ? Map.of("siteUids", siteUids, "deletePackages", true)
                : Map.of("siteUids", siteUids);
        var what = body.size() > 1 ? "unlink, with packages," : "unlink";
        answered(tenant, what, siteUids.size(), user.send("POST", "/api/links/removal", body));
    }

    private void answered(int tenant, String what, int sites, Http.Answer answer) {
        if (answer.status() == 202) {
            accepted++;
        } else if (answer.status() == 401) {
            throw new AssertionError("the session is gone");
        } else {
            refused++;
        }
        said.line("tenant %d: %s %d sites: %s", tenant, what, sites, answer.status() == 202 ? "ok" : answer.status());
    }

    /** Unlinks blocked links, as a person would. Returns how many there were. */
    int takeApartWhatStandsStill() {
        var count = 0;
        for (var tenant = 1; tenant <= tenants; tenant++) {
            var user = user(tenant);
            var still = user.sites().values().stream()
                    .filter(site -> site.path("state").asString().equals("ATTENTION"))
                    .toList();
            for (var site : still) {
                said.line("%s is blocked: %s", site.path("name").asString(), site.path("message"));
            }
            if (!still.isEmpty()) {
                var uids = still.stream()
                        .map(site -> site.path("siteUid").asString())
                        .toList();
                unlink(tenant, user, uids);
                count += uids.size();
            }
        }
        return count;
    }

    ConsoleUser user(int tenant) {
        return signedIn.computeIfAbsent(tenant, number -> {
            var user = ports.console();
            user.signIn(DemoCredentials.ofBulkTenant(number));
            deletesPackages.set(user.get("/v3/api-docs").toString().contains("deletePackages"));
            return user;
        });
    }

    static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
