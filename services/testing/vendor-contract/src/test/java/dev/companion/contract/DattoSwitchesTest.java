package dev.companion.contract;

import static dev.companion.contract.DattoContract.LINK;
import static dev.companion.contract.DattoContract.LINK_VARIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.datto.DattoRmmClients;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day's work on a platform that differs from the usual one by a single switch, for every position of each. */
@TestInstance(Lifecycle.PER_CLASS)
class DattoSwitchesTest {

    /** What a day must come to. */
    private enum End {
        /** All sites once, and the walk trusted; the link is in its variable. */
        WHOLE,
        /** The same, but the walk says of itself that it proves no absence. */
        NOT_TRUSTED,
        /** The walk ends in a refusal to send the token to a foreign host. */
        FOREIGN_PAGE,
        /** Every call is refused or paused, and none is taken for an answer. */
        SHUT_OUT
    }

    private static final Map<Switch, List<String>> NUMBERS = Map.ofEntries(
            Map.entry(Switch.DATTO_TOKEN_LIFE_SECONDS, List.of("60", "360000")),
            Map.entry(Switch.DATTO_PAGE_DEFAULT, List.of("7", "250")),
            Map.entry(Switch.DATTO_PAGE_MAX, List.of("1", "9", "250")),
            Map.entry(Switch.DATTO_VARIABLE_VALUE_MAX, List.of("150", "4000")),
            Map.entry(Switch.DATTO_READS_PER_MINUTE, List.of("0", "1000000")),
            Map.entry(Switch.DATTO_WRITES_PER_MINUTE, List.of("20", "1000000")),
            Map.entry(Switch.DATTO_WRITES_PER_OPERATION, List.of("20", "1000000")),
            Map.entry(Switch.DATTO_SLOW_DOWN_MILLIS, List.of("0", "1000")),
            Map.entry(Switch.DATTO_BLOCK_AFTER, List.of("0", "20")),
            Map.entry(Switch.DATTO_BLOCK_SECONDS, List.of("1", "300")));

    private static final Map<String, End> UNUSUAL = Map.of(
            "datto.pageDetails=OFF", End.NOT_TRUSTED,
            "datto.nextPageHost=FOREIGN", End.FOREIGN_PAGE,
            "datto.apiAccess=OFF_401", End.SHUT_OUT,
            "datto.apiAccess=OFF_403", End.SHUT_OUT,
            "datto.ipRestriction=403", End.SHUT_OUT,
            "datto.readsPerMinute=0", End.SHUT_OUT);

    private final StandingClock clock = new StandingClock();
    private SimulatedDatto vendor;
    private String foreignSite;
    private String hiddenSite;
    private VendorHttp http;
    private int days;

    @BeforeAll
    void open() {
        vendor = new SimulatedDatto(clock, Profile.REAL);
        var datto = vendor.simulator().world().datto();
        datto.addAccount("OTHER001", "Another MSP");
        foreignSite = datto.addSite("OTHER001", "Not ours", false).uid();
        hiddenSite = vendor.addSite("Out of sight", false);
        vendor.hideSite(hiddenSite);
        http = VendorHttp.of(
                AllowedHosts.of(List.of(vendor.hostAndPort())), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @AfterAll
    void close() {
        http.close();
        vendor.close();
    }

    static Stream<Arguments> positions() {
        return Arrays.stream(Switch.values())
                .filter(each -> each.key().startsWith("datto."))
                .flatMap(each -> (each.choices().isEmpty() ? NUMBERS.get(each) : each.choices())
                        .stream().map(value -> Arguments.of(each, value)));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("positions")
    void daysWorkEndsAsPromised(Switch which, String value) {
        var end = UNUSUAL.getOrDefault(which.key() + "=" + value, End.WHOLE);
        var site = vendor.addSite("Day " + ++days, false);
        clock.pass(Duration.ofMinutes(10));
        vendor.simulator().switches().useProfile(Profile.REAL);
        SimulatedWorld.liftLimits(vendor.simulator());
        // A small page, so that there is more than one wherever the switch is not about its size.
        vendor.simulator().switches().set(Switch.DATTO_PAGE_MAX, end == End.NOT_TRUSTED ? 250 : 40);
        vendor.simulator().switches().set(which, value);
        var client = client(vendor.administrator());

        switch (end) {
            case WHOLE -> {
                wholeWalk(client, true);
                reads(client, site);
                linkIsWritten(client, site);
            }
            case NOT_TRUSTED -> {
                wholeWalk(client, false);
                reads(client, site);
                linkIsWritten(client, site);
            }
            case FOREIGN_PAGE -> {
                Outcomes.refused(client.sites(null), Reason.ADDRESS_NOT_ALLOWED);
                linkIsWritten(client, site);
            }
            case SHUT_OUT -> {
                Stream.of(client.account(), client.sites(null), client.site(site), client.siteVariables(site))
                        .forEach(result -> assertThat(result).isInstanceOfAny(Refused.class, RateLimited.class));
                assertThat(vendor.value(site, LINK_VARIABLE)).isEmpty();
            }
        }
    }

    /** Whatever form the request to wait has, and whatever follows for those who do not. */
    @ParameterizedTest
    @ValueSource(strings = {"SECONDS", "DATE", "OFF"})
    void oversteppedLimitIsAPauseAndThenABlock(String form) {
        clock.pass(Duration.ofMinutes(10));
        var switches = vendor.simulator().switches();
        switches.useProfile(Profile.REAL);
        switches.set(Switch.DATTO_RETRY_AFTER, form);
        switches.set(Switch.DATTO_SLOW_DOWN_MILLIS, 0);
        switches.set(Switch.DATTO_READS_PER_MINUTE, 3);
        switches.set(Switch.DATTO_BLOCK_AFTER, 5);
        var client = client(vendor.administrator());
        for (int i = 0; i < 3; i++) {
            Outcomes.found(client.account());
        }

        for (int i = 0; i < 5; i++) {
            var paused = client.account();
            Outcomes.rateLimited(paused, Scope.ACCOUNT);
            assertThat(((RateLimited<?>) paused).retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
        }
        Outcomes.rateLimited(client.account(), Scope.HOST);
    }

    private DattoRmmClient client(DattoVendor.KeyPair pair) {
        return DattoRmmClients.of(
                http, new DattoCredentials(vendor.apiUrl(), pair.key(), pair.secretKey(), null), clock);
    }

    private void wholeWalk(DattoRmmClient client, boolean trusted) {
        var pages = DattoContract.<Site>walked(client::sites);
        assertThat(DattoContract.rows(pages))
                .extracting(Site::uid)
                .containsExactlyInAnyOrderElementsOf(vendor.siteUids());
        assertThat(pages.stream().allMatch(Page::trusted)).isEqualTo(trusted);
    }

    private void reads(DattoRmmClient client, String site) {
        assertThat(Outcomes.found(client.account()).uid()).isEqualTo(vendor.accountUid());
        assertThat(Outcomes.found(client.site(site)).onDemand()).isFalse();
        assertThat(DattoContract.rows(DattoContract.<RmmUser>walked(client::users)))
                .isNotEmpty()
                .allMatch(user -> user.enabled() != null && user.createdAt() != null)
                // The demonstration has one user who never signed in; no form of "never" may read as a time.
                .anyMatch(user -> user.lastAccessAt() == null);
        // No single switch makes a platform that has both the calls for single users and uids to name them by.
        Outcomes.refused(client.userAccounts(), Reason.NOT_OFFERED);
        var legacy = vendor.simulator().switches().is(Switch.DATTO_LIMIT_BUCKETS, "LEGACY");
        var rate = Outcomes.found(client.requestRate());
        assertThat(rate.writeLimit() == null).isEqualTo(legacy);
        assertThat(rate.operationWriteStatus().isEmpty()).isEqualTo(legacy);
        Outcomes.found(client.systemStatus());
        logIsRead(client);
        var unknown = client.site("0f0f0f0f-0000-4000-8000-000000000000");
        // An HTML page with 404 may come from a gateway, so it does not prove that a site is gone.
        var errorsArePages = vendor.simulator().switches().is(Switch.DATTO_ERROR_BODY, "HTML");
        assertThat(unknown).isInstanceOf(errorsArePages ? Unavailable.class : Missing.class);
        for (var notOurs : List.of(vendor.pseudoSite(), foreignSite)) {
            assertThat(client.site(notOurs))
                    .isInstanceOfAny(Missing.class, Refused.class, errorsArePages ? Unavailable.class : Missing.class);
        }
        var hidden = client.site(hiddenSite);
        if (vendor.simulator().switches().is(Switch.DATTO_HIDDEN_SITE, "404")) {
            Outcomes.missing(hidden);
        } else if (errorsArePages) {
            Outcomes.rateLimited(hidden, Scope.HOST);
        } else {
            Outcomes.refused(hidden, Reason.PERMISSION);
        }
        var wrong = new DattoVendor.KeyPair(vendor.administrator().key(), Secret.of("a-wrong-secret"));
        Outcomes.refused(client(wrong).account(), Reason.CREDENTIALS);
    }

    private void logIsRead(DattoRmmClient client) {
        var from = clock.instant().minus(Duration.ofMinutes(20));
        clock.pass(Duration.ofSeconds(1));
        for (var entity : List.of("DEVICE", "USER", "DEVICE")) {
            vendor.addActivity(entity, "day " + days + " " + entity, null, null, null);
        }
        clock.pass(Duration.ofMinutes(16));
        var pages = DattoContract.<Activity>walked(
                cursor -> client.activities(ActivityQuery.since(from).inPagesOf(2), cursor));

        var switches = vendor.simulator().switches();
        var readable = switches.is(Switch.DATTO_ACTIVITY_ERROR, "OFF");
        var actions = DattoContract.rows(pages).stream().map(Activity::action).toList();
        assertThat(Collections.frequency(actions, "day " + days + " DEVICE")).isEqualTo(readable ? 2 : 0);
        assertThat(Collections.frequency(actions, "day " + days + " USER"))
                .isEqualTo(readable && switches.is(Switch.DATTO_ACTIVITY_USER_EVENTS, "ON") ? 1 : 0);
        if (!readable) {
            assertThat(pages).noneMatch(Page::trusted);
        } else if (!switches.is(Switch.DATTO_END_MARKER, "ABSENT")) {
            assertThat(pages).allMatch(Page::trusted);
        }
    }

    /** The safe way: list, write, list again; an existing name is written by its id. */
    private void linkIsWritten(DattoRmmClient client, String site) {
        Outcomes.found(client.createSiteVariable(site, LINK_VARIABLE, "old"));
        // What the platform does with a name that exists is a guess, and must end in a result that can be told apart.
        var again = client.createSiteVariable(site, LINK_VARIABLE, "again");
        assertThat(again).isNotInstanceOf(UnknownEffect.class);
        assertThat(vendor.value(site, LINK_VARIABLE)).hasValue(again instanceof Found ? "again" : "old");
        var known = new LinkedHashMap<String, SiteVariable>();
        Outcomes.found(client.siteVariables(site)).forEach(variable -> known.put(variable.name(), variable));
        CallResult<?> written =
                client.updateSiteVariable(site, known.get(LINK_VARIABLE).id(), LINK_VARIABLE, LINK);
        Outcomes.found(written);
        assertThat(Outcomes.found(client.siteVariables(site)).getFirst().value())
                .isEqualTo(LINK);
        assertThat(vendor.value(site, LINK_VARIABLE)).hasValue(LINK);
    }
}
