package dev.companion.console;

import dev.companion.console.domain.site.Site;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.Grant;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what a probe asks; the console asks nothing else of Datto RMM. */
public final class FakeDatto implements DattoRmmClient {

    private final CallResult<Account> account;
    private volatile CallResult<Page<RmmUser>> users = new Found<>(new Page<>(List.of(), null, 0L, true));

    FakeDatto(CallResult<Account> account) {
        this.account = account;
    }

    public void usersAnswer(CallResult<Page<RmmUser>> answer) {
        users = answer;
    }

    @Override
    public CallResult<Account> account() {
        return account;
    }

    @Override
    public CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor) {
        return users;
    }

    @Override
    public Optional<Grant> grantInUse() {
        return Optional.of(Grant.CLIENT_CREDENTIALS);
    }

    @Override
    public CallResult<Page<Site>> sites(@Nullable PageCursor cursor) {
        throw new AssertionError("the console reads no sites from the vendor");
    }

    @Override
    public CallResult<Site> site(String siteUid) {
        throw new AssertionError("the console reads no sites from the vendor");
    }

    @Override
    public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
        throw new AssertionError("the console reads no variables");
    }

    @Override
    public CallResult<Done> createSiteVariable(String siteUid, String name, String value) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<Done> deleteSiteVariable(String siteUid, long variableId) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<RequestRate> requestRate() {
        throw new AssertionError("the console needs no rate");
    }
}
