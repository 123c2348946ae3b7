package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class GravityZonePagingTest {

    private static final String INVENTORY = "network.getNetworkInventoryItems";
    private static final String PACKAGES = "packages.getPackagesList";

    private final GravityZoneStub cloud = new GravityZoneStub();

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000, 1", "1001, 2", "2500, 3"})
    void inventoryTellsItsSizeOnTheFirstPageOnly(int companies, int calls) {
        cloud.on(INVENTORY, call -> {
            int page = call.params().path("page").asInt();
            int rows = rows(page, 1000, companies);
            return GravityZoneStub.result(
                    call,
                    "{\"page\":%d,\"perPage\":1000,%s\"hasMoreRecords\":%b,\"items\":%s}"
                            .formatted(
                                    page,
                                    page == 1
                                            ? "\"pagesCount\":%d,\"total\":%d,"
                                                    .formatted((companies + 999) / 1000, companies)
                                            : "",
                                    page * 1000 < companies,
                                    items(rows)));
        });
        var pages = walk(cloud.client()::companies);
        assertThat(pages.stream().mapToInt(page -> page.rows().size()).sum()).isEqualTo(companies);
        assertThat(pages.getFirst().total()).isEqualTo(companies);
        assertThat(pages).hasSize(calls);
        assertThat(cloud.calls()).containsOnly("/api/v1.1/jsonrpc/network getNetworkInventoryItems");
        assertThat(cloud.lastParams())
                .isEqualTo(LenientJson.parse(
                                "{\"filters\":{\"type\":{\"companies\":true},\"depth\":{\"allItemsRecursively\":true}},\"page\":%d,\"perPage\":1000}"
                                        .formatted(calls))
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "100, 1", "101, 2", "250, 3"})
    void olderListsTellTheNumberOfPages(int packages, int calls) {
        cloud.on(PACKAGES, call -> {
            int page = call.params().path("page").asInt();
            return GravityZoneStub.result(
                    call,
                    "{\"page\":%d,\"perPage\":100,\"pagesCount\":%d,\"total\":%d,\"items\":%s}"
                            .formatted(page, (packages + 99) / 100, packages, items(rows(page, 100, packages))));
        });
        var pages = walk(cursor -> cloud.client().packages("c1", cursor));
        assertThat(pages.stream().mapToInt(page -> page.rows().size()).sum()).isEqualTo(packages);
        assertThat(pages).hasSize(calls);
        assertThat(cloud.lastParams())
                .isEqualTo(LenientJson.parse("{\"companyId\":\"c1\",\"page\":%d,\"perPage\":100}".formatted(calls))
                        .orElseThrow());
    }

    @Test
    void numberOfPagesIsRememberedFromTheFirst() {
        cloud.on(
                PACKAGES,
                call -> GravityZoneStub.result(
                        call,
                        call.params().path("page").asInt() == 1
                                ? "{\"page\":1,\"pagesCount\":2,\"items\":" + items(3) + "}"
                                : "{\"page\":2,\"items\":" + items(3) + "}"));
        assertThat(walk(cursor -> cloud.client().packages("c1", cursor))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void listThatTellsNothingEndsPastItsEnd(boolean withError) {
        cloud.on(PACKAGES, call -> {
            int page = call.params().path("page").asInt();
            return page > 2 && withError
                    ? GravityZoneStub.error(call, 200, -32602, "Invalid params")
                    : GravityZoneStub.result(call, "{\"items\":" + items(page > 2 ? 0 : 30) + "}");
        });
        var pages = walk(cursor -> cloud.client().packages("c1", cursor));
        assertThat(pages).hasSize(3);
        assertThat(pages.getLast()).isEqualTo(new Page<PackageRef>(List.of(), null, null));
    }

    @Test
    void clampedPageIsNotTakenForTheLast() {
        cloud.on(INVENTORY, call -> {
            int page = call.params().path("page").asInt();
            return GravityZoneStub.result(
                    call,
                    "{\"page\":%d,\"perPage\":100,\"total\":250,\"items\":%s}"
                            .formatted(page, items(rows(page, 100, 250))));
        });
        assertThat(walk(cloud.client()::companies)).hasSize(3);
    }

    @Test
    void firstPageThatIsRefusedIsNoEmptyList() {
        cloud.failing(PACKAGES, -32602, "Id of a managed company is expected");
        assertThat(cloud.client().packages("c1", null)).isInstanceOf(Refused.class);
    }

    /** Taken for the truth, it would prove that no company and no package exists. */
    @ParameterizedTest
    @CsvSource({"companies", "packages"})
    void listThatAnnouncesRowsAndHasNoneIsNoEmptyList(String list) {
        var body = "{\"page\":1,\"perPage\":100,\"pagesCount\":1,\"total\":3,\"items\":[]}";
        cloud.on(list.equals("companies") ? INVENTORY : PACKAGES, body);
        var result = list.equals("companies")
                ? cloud.client().companies(null)
                : cloud.client().packages("c1", null);

        assertThat(result).isInstanceOf(Unavailable.class);
    }

    @Test
    void emptyPageThatAnnouncesMoreIsNoAnswer() {
        cloud.on(INVENTORY, "{\"page\":1,\"hasMoreRecords\":true,\"items\":[]}");
        assertThat(cloud.client().companies(null)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2, false", "3, true", "3, false"})
    void gapWithinThePagesThatWereAnnouncedIsNoEnd(int page, boolean refused) {
        if (refused) {
            cloud.failing(INVENTORY, -32602, "Invalid value for 'page'");
        } else {
            cloud.on(INVENTORY, "{\"page\":" + page + ",\"hasMoreRecords\":false,\"items\":[]}");
        }
        var result = cloud.client().companies(new PageCursor(page, 3));
        if (page < 3) {
            assertThat(result).isInstanceOf(Unavailable.class);
        } else {
            // The last page may have emptied since the first one was told.
            assertThat(result).isEqualTo(new Found<>(new Page<Company>(List.of(), null, null)));
        }
    }

    @Test
    void itemsThatAreNoCompaniesAreLeftOut() {
        cloud.on(INVENTORY, """
                {"hasMoreRecords":false,"items":[
                 {"id":"5f1a2b3c4d5e6f7081920a1b","name":"Åcme","parentId":"5f1a2b3c4d5e6f708192456e","type":1,
                  "details":{"type":1,"isSuspended":true,"companyPath":"/a/b","licenseInfo":{"managePatchManagement":true}}},
                 {"id":"f2","name":"Folder","type":2},{"id":"c5","name":"PC","type":5},{"name":"no id","type":1},
                 {"id":"plain","name":null}]}
                """);
        assertThat(walk(cloud.client()::companies).getFirst().rows())
                .extracting(Company::id, Company::name, Company::parentId, Company::suspended, Company::type)
                .containsExactly(
                        tuple(
                                "5f1a2b3c4d5e6f7081920a1b",
                                "Åcme",
                                "5f1a2b3c4d5e6f708192456e",
                                true,
                                GravityZoneClient.CompanyType.CUSTOMER),
                        tuple("plain", "", null, null, null));
    }

    private static <T> List<Page<T>> walk(Function<PageCursor, CallResult<Page<T>>> list) {
        var pages = new ArrayList<Page<T>>();
        PageCursor cursor = null;
        do {
            var result = list.apply(cursor);
            if (!(result instanceof Found<Page<T>>(var page))) {
                throw new AssertionError(result);
            }
            pages.add(page);
            cursor = page.next();
        } while (cursor != null);
        return pages;
    }

    private static int rows(int page, int size, int total) {
        return Math.clamp((long) total - (page - 1L) * size, 0, size);
    }

    private static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "{\"id\":\"id" + number + "\",\"name\":\"n\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
