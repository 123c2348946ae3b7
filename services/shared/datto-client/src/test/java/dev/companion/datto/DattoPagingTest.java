package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DattoPagingTest {

    private static final String SITES = "GET /api/v2/account/sites";

    private final DattoStub platform = new DattoStub();

    @AfterEach
    void close() {
        platform.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "250, 1", "251, 2", "600, 3"})
    void realDialectIsWalkedToItsEndAtTheFloorOfCalls(int sites, int calls) {
        platform.on(SITES, request -> realPage(request, sites, "max=250&page=%d"));
        var pages = walk();
        assertThat(uids(pages)).containsExactlyElementsOf(expected(sites));
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.trusted()).isTrue();
            assertThat(page.totalCount()).isEqualTo(sites);
        });
        assertThat(platform.calls()).hasSize(calls).first().isEqualTo("GET /api/v2/account/sites?max=250");
    }

    @Test
    void pageSizeThatTheLinkDropsIsAskedForAgain() {
        platform.on(SITES, request -> realPage(request, 600, "page=%d"));
        assertThat(uids(walk())).hasSize(600);
        assertThat(platform.calls()).last().isEqualTo("GET /api/v2/account/sites?page=2&max=250");
    }

    @Test
    void tokenThatDiesInMidWalkIsNotNoticed() {
        platform.on(SITES, request -> {
            var reply = realPage(request, 600, "max=250&page=%d");
            platform.goodTokens.clear();
            return reply;
        });
        assertThat(uids(walk())).containsExactlyElementsOf(expected(600));
        assertThat(platform.tokensGiven).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "99, 1", "100, 1", "101, 2", "250, 3", "300, 3"})
    void numberedDialectIsWalkedToItsEnd(int sites, int calls) {
        platform.on(SITES, request -> numberedPage(request, sites));
        var pages = walk();
        assertThat(uids(pages)).containsExactlyElementsOf(expected(sites));
        assertThat(pages).allSatisfy(page -> assertThat(page.trusted()).isTrue());
        assertThat(platform.calls()).hasSize(calls);
    }

    @Test
    void numberedDialectWithoutATotalEndsWithAShortPage() {
        platform.on(SITES, request -> {
            int page = number(request, "page", 1);
            return Reply.json("{\"pageDetails\":{\"page\":%d,\"pageSize\":2},\"sites\":%s}"
                    .formatted(page, rows(page < 3 ? 2 : 1, page * 10)));
        });
        assertThat(uids(walk())).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "null"})
    void emptyTextAndNullAreTheEnd(String nextPageUrl) {
        assertThat(only("{\"pageDetails\":{\"count\":1,\"totalCount\":1,\"prevPageUrl\":null,\"nextPageUrl\":"
                        + nextPageUrl + "},\"sites\":" + rows(1, 0) + "}"))
                .satisfies(page -> {
                    assertThat(page.next()).isNull();
                    assertThat(page.trusted()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sites\":[{\"uid\":\"a\"}]}",
                "{\"pageDetails\":null,\"sites\":[{\"uid\":\"a\"}]}",
                "{\"pageDetails\":[],\"sites\":[{\"uid\":\"a\"}]}",
                "[{\"uid\":\"a\"}]",
                "{\"pageDetails\":{\"nextPageUrl\":{\"href\":\"x\"}},\"sites\":[{\"uid\":\"a\"}]}",
                "{\"pageDetails\":{\"nextPageUrl\":null},\"sites\":[{\"uid\":\"a\"},{\"name\":\"no uid\"}]}",
                "{\"pageDetails\":{\"nextPageUrl\":null},\"sites\":[{\"uid\":\"a\"},null,7]}",
                "{\"pageDetails\":{\"page\":1,\"pageSize\":100,\"count\":500},\"sites\":[{\"uid\":\"a\"}]}"
            })
    void pageThatDoesNotTellItsPlaceIsNotTrusted(String body) {
        assertThat(only(body)).satisfies(page -> {
            assertThat(page.rows()).extracting(Site::uid).containsExactly("a");
            assertThat(page.next()).isNull();
            assertThat(page.trusted()).isFalse();
        });
    }

    @Test
    void listThatAnnouncesRowsAndHasNoneIsNotTrusted() {
        var page = only("{\"pageDetails\":{\"count\":0,\"totalCount\":629,\"nextPageUrl\":null},\"sites\":[]}");

        assertThat(page.rows()).isEmpty();
        assertThat(page.trusted()).isFalse();
    }

    /** Taken for the truth, the link would be written a second time under the same name. */
    @Test
    void variablesThatAreAnnouncedAndNotShownAreNoEmptyList() {
        platform.on(
                "GET /api/v2/site/s/variables",
                "{\"pageDetails\":{\"count\":0,\"totalCount\":5,\"nextPageUrl\":null},\"variables\":[]}");

        assertThat(platform.client().siteVariables("s")).isInstanceOf(Unavailable.class);
    }

    @Test
    void emptyPageWithASuccessorIsNotTrusted() {
        var page = only("{\"pageDetails\":{\"nextPageUrl\":\"?max=250&page=1\"},\"sites\":[]}");
        assertThat(page.trusted()).isFalse();
        assertThat(page.next()).isEqualTo(new PageCursor("/api/v2/account/sites?max=250&page=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void emptyPageBehindALinkIsNotTrustedThoughItSaysThatItIsTheEnd(String end) {
        platform.on(SITES, "{\"pageDetails\":{\"nextPageUrl\":" + end + "},\"sites\":[]}");
        var client = platform.client();
        assertThat(client.sites(new PageCursor("/api/v2/account/sites?max=250&page=1")))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Page<?>) found.value()).trusted()).isFalse());
        assertThat(client.sites(null))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Page<?>) found.value()).trusted()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"pageDetails\":{}}",
                "{\"sites\":null}",
                "{\"sites\":{}}",
                "{\"users\":[]}",
                "7",
                "\"x\""
            })
    void answerWithoutRowsIsNoEmptyPage(String body) {
        platform.on(SITES, body);
        assertThat(platform.client().sites(null)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/api/v2/account/sites?max=250&page=1",
                "//evil.example/api/v2/account/sites?max=250&page=1",
                "http://127.0.0.1:1/api/v2/account/sites?max=250&page=1",
                "http://ORIGIN@evil.example/api/v2/account/sites?page=1",
                "http://ORIGIN.evil.example/api/v2/account/sites?page=1",
                "http://evil.example\\\\@ORIGIN/api/v2/account/sites?page=1",
                "javascript://ORIGIN/?page=1"
            })
    void nextPageElsewhereIsRefusedAndNotCalled(String link) {
        try (var elsewhere = new StubServer(_ -> Reply.EMPTY)) {
            var written = link.replace("ORIGIN", platform.origin().substring("http://".length()));
            platform.on(SITES, "{\"pageDetails\":{\"nextPageUrl\":\"" + written + "\"},\"sites\":" + rows(1, 0) + "}");
            assertThat(platform.client().sites(null))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void ofTheLinkOnlyTheQueryIsUsed() {
        var page = only("{\"pageDetails\":{\"nextPageUrl\":\"" + platform.origin()
                + "/api/v2/user/resetApiKeys?max=250&page=1&name=a b[ü]%zz\"},\"sites\":" + rows(1, 0) + "}");
        assertThat(page.next())
                .isEqualTo(new PageCursor("/api/v2/account/sites?max=250&page=1&name=a%20b%5B%C3%BC%5D%25zz"));
        platform.client().sites(page.next());
        assertThat(platform.calls()).last().isEqualTo("GET " + page.next().pathAndQuery());
    }

    @Test
    void pageThatNamesItselfEndsTheWalk() {
        platform.on(
                SITES,
                _ -> Reply.json("{\"pageDetails\":{\"nextPageUrl\":\"" + platform.origin()
                        + "/api/v2/account/sites?max=250&page=1\"},\"sites\":" + rows(1, 0) + "}"));
        var client = platform.client();
        assertThat(client.sites(new PageCursor("/api/v2/account/sites?max=250&page=1")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void variablesOfWhichOneSlippedBetweenTwoPagesAreNotTakenForAll() {
        platform.on("GET /api/v2/site/s/variables", request -> {
            var second = number(request, "page", 0) == 1;
            return Reply.json("{\"pageDetails\":{\"totalCount\":3,\"nextPageUrl\":"
                    + (second ? "null" : "\"" + platform.origin() + "/api/v2/site/s/variables?page=1\"")
                    + "},\"variables\":[{\"id\":" + (second ? 3 : 1) + ",\"name\":\"n\"}]}");
        });

        assertThat(platform.client().siteVariables("s")).isInstanceOf(Unavailable.class);
    }

    @Test
    void variablesThatNeverEndAreGivenUp() {
        platform.on(
                "GET /api/v2/site/s/variables",
                request -> Reply.json("{\"pageDetails\":{\"nextPageUrl\":\"?max=250&page="
                        + (number(request, "page", 0) + 1) + "\"},\"variables\":[{\"id\":1,\"name\":\"n\"}]}"));
        assertThat(platform.client().siteVariables("s")).isInstanceOf(Unavailable.class);
        assertThat(platform.calls()).hasSize(100);
    }

    @Test
    void cursorOfAnotherListIsABug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform.client().sites(new PageCursor("/api/v2/account/users?max=250&page=1")));
    }

    private Page<Site> only(String body) {
        platform.on(SITES, body);
        if (platform.client().sites(null) instanceof Found<Page<Site>>(var page)) {
            return page;
        }
        throw new AssertionError(platform.client().sites(null));
    }

    private List<Page<Site>> walk() {
        var client = platform.client();
        var pages = new ArrayList<Page<Site>>();
        PageCursor cursor = null;
        do {
            if (!(client.sites(cursor) instanceof Found<Page<Site>>(var page))) {
                throw new AssertionError("a page of the walk failed");
            }
            pages.add(page);
            cursor = page.next();
        } while (cursor != null);
        return pages;
    }

    private static List<String> uids(List<Page<Site>> pages) {
        return pages.stream()
                .flatMap(page -> page.rows().stream())
                .map(Site::uid)
                .toList();
    }

    private static List<String> expected(int sites) {
        return IntStream.range(0, sites).mapToObj(number -> "site-" + number).toList();
    }

    /** Pages from 0, the address of the next one, null at the end. */
    private Reply realPage(Received request, int sites, String nextQuery) {
        int page = number(request, "page", 0);
        int from = Math.min(page * 250, sites);
        int to = Math.min(from + 250, sites);
        var next = to < sites
                ? "\"" + platform.origin() + "/api/v2/account/sites?" + nextQuery.formatted(page + 1) + "\""
                : "null";
        return Reply.json(
                "{\"pageDetails\":{\"count\":%d,\"totalCount\":%d,\"prevPageUrl\":null,\"nextPageUrl\":%s},\"sites\":%s}"
                        .formatted(to - from, sites, next, rows(to - from, from)));
    }

    /** Pages from 1, a page size of its own, a total under the name of count, and no addresses. */
    private static Reply numberedPage(Received request, int sites) {
        int size = Math.min(number(request, "pageSize", 100), 100);
        int page = number(request, "page", 1);
        int from = Math.min((page - 1) * size, sites);
        int to = Math.min(from + size, sites);
        return Reply.json("{\"pageDetails\":{\"page\":%d,\"pageSize\":%d,\"count\":%d},\"sites\":%s}"
                .formatted(page, size, sites, rows(to - from, from)));
    }

    private static int number(Received request, String name, int otherwise) {
        var parameter = Pattern.compile("[?&]" + name + "=(\\d+)").matcher(request.pathAndQuery());
        return parameter.find() ? Integer.parseInt(parameter.group(1)) : otherwise;
    }

    private static String rows(int count, int from) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> "{\"uid\":\"site-" + number + "\",\"name\":\"Site\",\"onDemand\":false}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
