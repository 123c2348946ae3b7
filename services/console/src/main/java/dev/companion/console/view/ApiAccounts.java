package dev.companion.console.view;

import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many accounts are in which state, over all tenants; never which.
 *
 * <ul>
 *   <li>{@code companion.api.accounts{caller,api,state}}: accounts of a vendor's API, as the service {@code caller} finds
 *       them; {@code ok_limited} is OK without an optional permission.
 *   <li>{@code companion.quota.used.ratio{caller,api}}: the part of its quota that the fullest account has used, as last
 *       published; not a number if no vendor said it.
 * </ul>
 */
public final class ApiAccounts {

    /** OK, but the key lacks a permission that only some lists need. */
    static final String LIMITED = "ok_limited";

    private static final List<String> CALLERS = List.of("poller", "provisioner");

    private final Map<String, ApiHealth> rows = new ConcurrentHashMap<>();

    public ApiAccounts(MeterRegistry meters) {
        for (var caller : CALLERS) {
            for (var api : List.of(VendorApi.DATTO_RMM, VendorApi.GRAVITYZONE)) {
                states().forEach(state -> Gauge.builder(
                                "companion.api.accounts", this, all -> all.count(caller, api, state))
                        .tags("caller", caller, "api", lower(api), "state", state)
                        .register(meters));
            }
        }
        // Only Datto RMM says how much of a quota is used, and only the poller reads it.
        Gauge.builder("companion.quota.used.ratio", this, all -> all.fullest("poller", VendorApi.DATTO_RMM))
                .tags("caller", "poller", "api", lower(VendorApi.DATTO_RMM))
                .register(meters);
    }

    private static Stream<String> states() {
        return Stream.concat(Stream.of(ApiState.values()).map(ApiAccounts::lower), Stream.of(LIMITED));
    }

    /** @param health null if the account is gone */
    public void put(String key, dev.companion.health.@Nullable ApiHealth health) {
        if (health == null) {
            rows.remove(key);
        } else {
            rows.put(key, ViewRecords.health(health));
        }
    }

    private Stream<ApiHealth> of(String caller, VendorApi api) {
        return rows.values().stream()
                .filter(row -> row.service().equals(caller) && row.api().equals(api.name()));
    }

    private double count(String caller, VendorApi api, String state) {
        return of(caller, api).filter(row -> state(row).equals(state)).count();
    }

    private static String state(ApiHealth row) {
        return row.state().equals(ApiState.OK.name()) && row.lacksPermission()
                ? LIMITED
                : row.state().toLowerCase(Locale.ROOT);
    }

    private double fullest(String caller, VendorApi api) {
        return of(caller, api)
                .map(ApiAccounts::used)
                .filter(Objects::nonNull)
                .mapToDouble(used -> used)
                .max()
                .orElse(Double.NaN);
    }

    private static @Nullable Double used(ApiHealth row) {
        var used = row.quotaUsed();
        var limit = row.quotaLimit();
        return used == null || limit == null || limit <= 0 ? null : (double) used / limit;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
