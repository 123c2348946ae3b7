package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.SystemStatus;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.StubServer.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform says about itself: its log of activities and its state. */
@Timeout(30)
class DattoReportsTest {

    private static final String LOG = "GET /api/v2/activity-logs";
    private static final String STATUS = "GET /api/v2/system/status";
    private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");

    private final DattoStub platform = new DattoStub();

    @AfterEach
    void close() {
        platform.close();
    }

    static ActivityQuery[] queries() {
        return new ActivityQuery[] {
            ActivityQuery.since(NINE),
            ActivityQuery.since(NINE.plusMillis(999)).until(NINE.plusMillis(60_001)),
            ActivityQuery.since(NINE).until(NINE.plusSeconds(60)).inPagesOf(7),
            ActivityQuery.since(NINE).about(ActivityQuery.Entity.USER, ActivityQuery.Entity.DEVICE),
            ActivityQuery.since(NINE).about(ActivityQuery.Entity.USER)
        };
    }

    @ParameterizedTest
    @MethodSource("queries")
    void windowIsSaidInWholeSecondsThatHoldItAllAndNeverAsMax(ActivityQuery query) {
        platform.on(LOG, page("[]", "null"));
        assertThat(page(query, null).rows()).isEmpty();
        assertThat(platform.calls())
                .singleElement()
                .asString()
                .isIn(
                        LOG + "?size=250&from=2026-11-01T09:00:00Z",
                        LOG + "?size=250&from=2026-11-01T09:00:00Z&until=2026-11-01T09:01:01Z",
                        LOG + "?size=7&from=2026-11-01T09:00:00Z&until=2026-11-01T09:01:00Z",
                        LOG + "?size=250&from=2026-11-01T09:00:00Z&entities=device,user",
                        LOG + "?size=250&from=2026-11-01T09:00:00Z&entities=user");
    }

    @Test
    void windowMustHaveAnInside() {
        var query = ActivityQuery.since(NINE);
        assertThatIllegalArgumentException().isThrownBy(() -> query.until(NINE));
        assertThatIllegalArgumentException().isThrownBy(() -> query.inPagesOf(0));
    }

    @Test
    void linesAreReadHoweverMuchOfThemIsMissing() {
        platform.on(LOG, page("""
                [{"id":"a-1","entity":"DEVICE","category":"job","action":"deployment","date":1761991200.5,
                  "site":{"id":1001,"name":"Bäckerei"},"deviceId":7,"hostname":"pc","user":{"id":9,"userName":"ann"},
                  "details":"{\\"a\\":1}","hasStdOut":false},
                 {"id":42,"entity":"ROBOT","category":"quantum","action":"leap","date":"1761991200","site":null,"user":null,
                  "details":{"from":[1]}},
                 {"id":"a-3","date":null,"site":[],"user":"ann","details":null}]""", "null"));
        var page = page(ActivityQuery.since(NINE), null);
        assertThat(page.trusted()).isTrue();
        assertThat(page.rows())
                .containsExactly(
                        new Activity(
                                "a-1",
                                "DEVICE",
                                "job",
                                "deployment",
                                Instant.parse("2025-11-01T10:00:00.500Z"),
                                1001L,
                                "Bäckerei",
                                "ann",
                                "{\"a\":1}"),
                        new Activity(
                                "42",
                                "ROBOT",
                                "quantum",
                                "leap",
                                Instant.parse("2025-11-01T10:00:00Z"),
                                null,
                                null,
                                null,
                                "{\"from\":[1]}"),
                        new Activity("a-3", null, null, null, null, null, null, null, null));
        assertThat(page.rows().getFirst().toString()).doesNotContain("{", "ann", "Bäckerei");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "searchAfter=17&page=next",
                "size=2&from=2026-11-01T09:00:00Z&entities=user&searchAfter=17&page=next",
                "page=next&searchAfter=17&from=2026-11-01T09:00:00Z"
            })
    void cursorIsFollowedAndTheWindowStaysWhereItWas(String query) {
        platform.on(
                LOG,
                request -> request.pathAndQuery().contains("searchAfter")
                        ? Reply.json(page("[{\"id\":\"2\"}]", "null"))
                        : Reply.json(page("[{\"id\":\"1\"}]", "\"" + platform.origin() + "/x?" + query + "\"")));
        var asked = ActivityQuery.since(NINE).about(ActivityQuery.Entity.USER).inPagesOf(2);
        var first = page(asked, null);
        assertThat(page(asked, first.next()).rows()).extracting(Activity::id).containsExactly("2");
        assertThat(platform.requests().getLast().pathAndQuery().split("[?&]"))
                .containsExactlyInAnyOrder(
                        "/api/v2/activity-logs",
                        "size=2",
                        "from=2026-11-01T09:00:00Z",
                        "entities=user",
                        "searchAfter=17",
                        "page=next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | true",
                "\"\" | true",
                "\" \" | true",
                "\"no shard\" | false",
                "{\"x\":1} | false",
                "true | false"
            })
    void pageThatSpeaksOfAnErrorIsNotTrusted(String error, boolean trusted) {
        platform.on(LOG, page("[{\"id\":\"1\"}]", "null").replaceFirst("}$", ",\"error\":" + error + "}"));
        assertThat(page(ActivityQuery.since(NINE), null).trusted()).isEqualTo(trusted);
    }

    @Test
    void logWithoutTheRightNamesTheLevel() {
        platform.on(LOG, _ -> Reply.json(403, "{}"));
        var refusal = refused(Reason.PERMISSION, platform.client().activities(ActivityQuery.since(NINE), null));
        assertThat(refusal.detail()).contains("Administrator security level");
    }

    @Test
    void platformWithoutALogDoesNotOfferIt() {
        refused(Reason.NOT_OFFERED, platform.client().activities(ActivityQuery.since(NINE), null));
    }

    @Test
    void statusIsReadWithoutAKey() {
        platform.on(STATUS, "{\"version\":\"14.6.0\",\"status\":\"DRAINING\",\"started\":\"2026-10-31T08:00:00Z\"}");
        assertThat(platform.client().systemStatus())
                .isEqualTo(new Found<>(new SystemStatus("14.6.0", "DRAINING", Instant.parse("2026-10-31T08:00:00Z"))));
        assertThat(platform.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        platform.on(STATUS, "{\"status\":\"OK\",\"started\":{}}");
        assertThat(platform.client().systemStatus()).isEqualTo(new Found<>(new SystemStatus(null, "OK", null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 410})
    void statusThatWantsAKeyIsNotOfferedAndSaysNothingAboutOurs(int status) {
        platform.on(STATUS, _ -> Reply.json(status, "{}"));
        assertThat(refused(Reason.NOT_OFFERED, platform.client().systemStatus()).detail())
                .doesNotContain("key", "token was refused");
    }

    @Test
    void statusOfSomebodyElseIsNone() {
        platform.on(STATUS, _ -> Reply.html(200));
        assertThat(platform.client().systemStatus()).isInstanceOf(Unavailable.class);
        platform.on(STATUS, "{\"up\":true}");
        assertThat(platform.client().systemStatus()).isInstanceOf(Unavailable.class);
        platform.on(STATUS, _ -> Reply.html(403));
        assertThat(platform.client().systemStatus()).isInstanceOf(RateLimited.class);
    }

    private Page<Activity> page(ActivityQuery query, DattoRmmClient.@Nullable PageCursor cursor) {
        var result = platform.client().activities(query, cursor);
        if (result instanceof Found<Page<Activity>>(var page)) {
            return page;
        }
        throw new AssertionError(result);
    }

    private static Refused<?> refused(Reason reason, Object result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        return (Refused<?>) result;
    }

    private static String page(String activities, String next) {
        return "{\"pageDetails\":{\"count\":1,\"prevPageUrl\":null,\"nextPageUrl\":%s},\"activities\":%s}"
                .formatted(next, activities);
    }
}
