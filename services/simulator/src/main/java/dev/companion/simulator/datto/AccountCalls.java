package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoKeys;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.DattoAccount;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account itself, its page limits, and lists that are always empty. */
final class AccountCalls {

    private final World world;
    private final DattoWorld datto;
    private final DattoPages pages;

    AccountCalls(World world, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.pages = pages;
    }

    Answer read(DattoCall call) {
        DattoAccount account = datto.account(call.key().accountUid())
                .orElseThrow(() -> new DattoRefusal(409, "The account does not exist"));
        List<Site> sites = datto.sitesVisibleTo(call.key());
        long devices = 0;
        long online = 0;
        long onDemand = 0;
        for (Site site : sites) {
            devices += site.devices();
            online += site.onlineDevices();
            onDemand += Boolean.TRUE.equals(site.onDemand()) ? site.devices() : 0;
        }
        return Answer.json(
                200,
                Json.object(
                        "id",
                        account.id(),
                        "uid",
                        account.uid(),
                        "name",
                        account.name(),
                        "currency",
                        account.currency(),
                        "descriptor",
                        Json.object(
                                // The platform's own misspelling.
                                "bilingEmail", account.billingEmail(),
                                "deviceLimit", account.deviceLimit(),
                                "timeZone", account.timeZone()),
                        "devicesStatus",
                        Json.object(
                                "numberOfDevices", devices,
                                "numberOfOnlineDevices", online,
                                "numberOfOfflineDevices", devices - online,
                                "numberOfOnDemandDevices", onDemand,
                                "numberOfManagedDevices", devices - onDemand)));
    }

    /** A list of a kind that this account does not have. */
    Answer emptyList(DattoCall call, String arrayName) {
        return pages.page(call, arrayName, List.<Map<String, @Nullable Object>>of(), row -> row);
    }

    /** A new key pair for the caller's user; the old one and its tokens stop working at once. */
    Answer resetKeys(DattoCall call) {
        DattoKey rotated =
                call.key().rotated(DattoKeys.randomText(15).toUpperCase(Locale.ROOT), DattoKeys.randomText(24));
        datto.keys().revokeTokens(call.key().name());
        datto.keys().replace(rotated);
        return Answer.json(
                200,
                Json.object(
                        "apiAccessKey", rotated.apiKey(),
                        "apiSecretKey", rotated.secretKey(),
                        "userName", rotated.username()));
    }

    Answer status() {
        return Answer.json(
                200,
                Json.object(
                        "version",
                        "14.6.0",
                        "status",
                        "OK",
                        "started",
                        world.now().minusSeconds(86_400).toString()));
    }
}
