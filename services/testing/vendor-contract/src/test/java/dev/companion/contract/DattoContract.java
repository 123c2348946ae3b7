package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A platform and a client of its administrator, new for each test. */
abstract class DattoContract {

    static final String LINK_VARIABLE = "GravityZonePackageLink";
    static final String LINK =
            "https://cloudgz.gravityzone.example/Packages/BSTWIN/0/setupdownloader_[aHR0cHM6Ly9jbG91ZC1lY3M_LQ==].exe";

    final StandingClock clock = new StandingClock();
    DattoVendor vendor;
    DattoRmmClient client;
    private VendorHttp http;

    /** A platform with some sites and users, fresh for each test. */
    abstract DattoVendor vendor();

    @BeforeEach
    void open() {
        vendor = vendor();
        http = VendorHttp.of(
                AllowedHosts.of(List.of(vendor.hostAndPort())), Duration.ofSeconds(10), Duration.ofSeconds(20));
        client = client(vendor.administrator());
    }

    @AfterEach
    void close() {
        http.close();
        vendor.close();
    }

    DattoRmmClient client(DattoVendor.KeyPair pair) {
        return DattoRmmClients.of(
                http, new DattoCredentials(vendor.apiUrl() + "/api/", pair.key(), pair.secretKey(), null), clock);
    }

    /** Every page of a list; a result other than a page fails the test. */
    static <T> List<Page<T>> walked(Function<PageCursor, CallResult<Page<T>>> list) {
        return walkedOn(found(list.apply(null)), list);
    }

    /** The page and all that follow it. */
    static <T> List<Page<T>> walkedOn(Page<T> from, Function<PageCursor, CallResult<Page<T>>> list) {
        var pages = new ArrayList<>(List.of(from));
        while (pages.getLast().next() != null) {
            pages.add(found(list.apply(pages.getLast().next())));
            assertThat(pages).as("pages of a walk that does not end").hasSizeLessThan(1_000);
        }
        return pages;
    }

    static <T> List<T> rows(List<Page<T>> pages) {
        return pages.stream().flatMap(page -> page.rows().stream()).toList();
    }

    void addSites(int count) {
        for (int i = 0; i < count; i++) {
            vendor.addSite("Branch %04d".formatted(i), false);
        }
    }
}
