package dev.companion.poller.domain.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.read.PackageListing.Entry;
import dev.companion.poller.domain.read.VendorRead.Request;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.PackageLink;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageListingTest {

    private static final String COMPANY = "c1";

    private final PackageListing listing = new PackageListing(COMPANY);

    @Test
    void aCompanyWithoutPackagesCostsOneRequest() {
        assertThat(listing.next()).isEqualTo(new Request.PackagePage(COMPANY, null));
        assertThat(listing.isEmpty()).isFalse();

        listing.add(new ReadResult.PackagePage(List.of(), null));

        assertThat(listing.isEmpty()).isTrue();
    }

    @Test
    void allLinksAreReadAtOnceAfterTheLastPage() {
        listing.add(new ReadResult.PackagePage(List.of(new Entry("p1", "one")), "2"));
        assertThat(listing.next()).isEqualTo(new Request.PackagePage(COMPANY, "2"));
        listing.add(new ReadResult.PackagePage(List.of(new Entry("p2", "two")), null));
        assertThat(listing.next()).isEqualTo(new Request.CompanyLinks(COMPANY));

        assertThat(listing.joined(List.of(link("two", "link [2]"), link("one", "link [1]"))))
                .containsExactly(
                        new InstallationPackage("p1", COMPANY, "one", "link [1]", true),
                        new InstallationPackage("p2", COMPANY, "two", "link [2]", true));
    }

    @Test
    void packagesOfOneNameShareNoLinkThatMayBeTheOthers() {
        listing.add(new ReadResult.PackagePage(List.of(new Entry("p1", "same"), new Entry("p2", "same")), null));

        assertThat(listing.joined(List.of(link("same", "link"))))
                .hasSize(2)
                .extracting(InstallationPackage::windowsLink)
                .containsOnlyNulls();
    }

    @Test
    void packagesOfOneNameTakeTheirLinksInOrderIfThereIsOneForEach() {
        listing.add(new ReadResult.PackagePage(List.of(new Entry("p1", "same"), new Entry("p2", "same")), null));

        assertThat(listing.joined(List.of(link("same", "link [1]"), link("same", "link [2]"))))
                .extracting(InstallationPackage::windowsLink)
                .containsExactly("link [1]", "link [2]");
    }

    @Test
    void aListThatNeverEndsIsGivenUp() {
        for (var page = 1; page < 100; page++) {
            listing.add(new ReadResult.PackagePage(List.of(new Entry("p" + page, "n")), "next"));
            assertThat(listing.isEndless()).isFalse();
        }
        listing.add(new ReadResult.PackagePage(List.of(new Entry("p100", "n")), "next"));

        assertThat(listing.isEndless()).isTrue();
    }

    private static PackageLink link(String name, String windows) {
        return new PackageLink(name, windows, true);
    }
}
