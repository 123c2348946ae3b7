package dev.companion.poller.http;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.DattoRmmClient;
import dev.companion.poller.domain.row.Site;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Datto RMM account in memory. Every request is noted; {@link #answer} may put another answer in its place. */
public final class MemoryDatto implements DattoRmmClient {

    public static final int PAGE = 250;
    private static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");

    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, RmmUser> users = new LinkedHashMap<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    /** Requests for site variables. */
    public final List<String> variableRequests = new ArrayList<>();
    /** Requests about sites. */
    public final List<String> requests = new ArrayList<>();
    /** Requests about users. */
    public final List<String> userRequests = new ArrayList<>();
    /** Looks into the activity log. */
    public final List<ActivityQuery> looks = new ArrayList<>();

    public RequestRate lastRequestRate;
    /** Given the request as noted; null if the account itself is to answer. */
    public Function<String, CallResult<?>> answer = _ -> null;

    public synchronized void put(Site site) {
        sites.put(site.uid(), site);
    }

    public synchronized void remove(String uid) {
        sites.remove(uid);
    }

    public synchronized void put(RmmUser user) {
        users.put(user.key(), user);
    }

    public synchronized void removeUser(String key) {
        users.remove(key);
    }

    /** A user of a platform without uids. */
    public static RmmUser user(String username) {
        return new RmmUser(
                username.toLowerCase(Locale.ROOT), username, "Ada", "Lovelace", username, true, null, CREATED, null);
    }

    public synchronized void note(Activity activity) {
        activities.add(activity);
    }

    /** A managed site. */
    public static Site site(String uid, String name) {
        return new Site(uid, 7L, name, null, false, 3, "https://portal.example/" + uid);
    }

    /** The n-th of many uids. */
    public static String uid(int n) {
        return "00000000-0000-4000-8000-%012d".formatted(n);
    }

    @Override
    public CallResult<Page<Site>> sites(PageCursor cursor) {
        var page = cursor == null ? 0 : Integer.parseInt(cursor.pathAndQuery());
        return answered(requests, "sites " + page, () -> {
            var all = List.copyOf(sites.values());
            var end = Math.min(all.size(), (page + 1) * PAGE);
            var next = end == all.size() ? null : new PageCursor(Integer.toString(page + 1));
            return new Found<>(new Page<>(all.subList(Math.min(page * PAGE, end), end), next, (long) all.size(), true));
        });
    }

    @Override
    public CallResult<Site> site(String siteUid) {
        return answered(requests, "site " + siteUid, () -> {
            var site = sites.get(siteUid);
            return site == null ? new Missing<>("no such site") : new Found<>(site);
        });
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> CallResult<T> answered(List<String> log, String request, Supplier<CallResult<T>> own) {
        log.add(request);
        var given = (CallResult<T>) answer.apply(request);
        return given == null ? own.get() : given;
    }

    @Override
    public CallResult<Account> account() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<Page<RmmUser>> users(PageCursor cursor) {
        var page = cursor == null ? 0 : Integer.parseInt(cursor.pathAndQuery());
        return answered(userRequests, "users " + page, () -> {
            var all = List.copyOf(users.values());
            var end = Math.min(all.size(), (page + 1) * PAGE);
            var next = end == all.size() ? null : new PageCursor(Integer.toString(page + 1));
            return new Found<>(new Page<>(all.subList(Math.min(page * PAGE, end), end), next, (long) all.size(), true));
        });
    }

    @Override
    public synchronized CallResult<Page<Activity>> activities(ActivityQuery query, PageCursor cursor) {
        looks.add(query);
        return answered(new ArrayList<>(), "activities", () -> {
            var found = activities.stream()
                    .filter(line -> !line.at().isBefore(query.from()))
                    .toList();
            return new Found<>(new Page<>(found, null, null, true));
        });
    }

    @Override
    public Optional<RequestRate> lastRequestRate() {
        return Optional.ofNullable(lastRequestRate);
    }

    @Override
    public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
        return answered(variableRequests, "variables " + siteUid, () -> {
            var value = variables.get(siteUid);
            var other = new SiteVariable(1, "Other", "x", false);
            return new Found<>(
                    value == null
                            ? List.of(other)
                            : List.of(other, new SiteVariable(2, "GravityZonePackageLink", value, false)));
        });
    }

    /** @param value of the variable that holds an installation link; null for none */
    public synchronized void putVariable(String siteUid, @Nullable String value) {
        if (value == null) {
            variables.remove(siteUid);
        } else {
            variables.put(siteUid, value);
        }
    }

    @Override
    public CallResult<Done> createSiteVariable(String siteUid, String name, String value) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<Done> deleteSiteVariable(String siteUid, long variableId) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<RequestRate> requestRate() {
        throw new UnsupportedOperationException();
    }
}
