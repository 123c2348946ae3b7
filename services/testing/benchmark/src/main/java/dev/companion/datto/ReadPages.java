package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A platform whose pages of sites exist already as text: read as the client reads them, but without HTTP. */
public final class ReadPages {

    private static final String LIST = HttpDattoRmmClient.API + "/account/sites";
    private static final PageReader<DattoRmmClient.Site> READER =
            new PageReader<>(new Origin("https", "merlot-api.centrastage.net", 443), LIST, "sites", DattoRows::site);

    private ReadPages() {}

    /** The text as JSON, without further processing. */
    public static JsonNode parsed(String body) {
        return LenientJson.parse(body).orElseThrow();
    }

    public static DattoRmmClient client(Iterator<String> bodies) {
        return new SitesOnly(bodies);
    }

    private record SitesOnly(Iterator<String> bodies) implements DattoRmmClient {

        @Override
        public CallResult<Page<Site>> sites(@Nullable PageCursor cursor) {
            return READER.read(parsed(bodies.next()), READER.address(cursor));
        }

        @Override
        public CallResult<Account> account() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<Site> site(String siteUid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<CallResult.Done> createSiteVariable(String siteUid, String name, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<CallResult.Done> updateSiteVariable(
                String siteUid, long variableId, String name, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<CallResult.Done> deleteSiteVariable(String siteUid, long variableId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CallResult<RequestRate> requestRate() {
            throw new UnsupportedOperationException();
        }
    }
}
