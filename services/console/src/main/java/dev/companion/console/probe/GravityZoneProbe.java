package dev.companion.console.probe;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that a GravityZone API key belongs to a partner and has all permissions that linking needs. */
public final class GravityZoneProbe {

    /** The result of a probe. */
    public sealed interface Answer {

        record Accepted(String accessUrl, String companyId, String companyName) implements Answer {}

        record WrongKey(String detail) implements Answer {}

        /** @param missing names of the APIs to select, as shown on GravityZone's own screen */
        record MissingPermissions(List<String> missing) implements Answer {}

        record NotPartner(String companyName) implements Answer {}

        /** @param detail what to change about the address */
        record BadAddress(String detail) implements Answer {}

        /** @param retryAfter null if the time of the next attempt is not known */
        record Unreachable(String detail, @Nullable Duration retryAfter) implements Answer {}
    }

    /** An API that the key needs, and its purpose. */
    public record Permission(String service, String title, String purpose) {}

    /** In the order of GravityZone's own screen. */
    public static final List<Permission> NEEDED = List.of(
            new Permission("companies", "Companies API", "find and create customer companies"),
            new Permission("licensing", "Licensing API", "see which add-ons a company's licence has"),
            new Permission("packages", "Packages API", "create installation packages and read their links"),
            new Permission("network", "Network API", "list the companies below yours"));

    private final VendorSessions vendors;

    public GravityZoneProbe(VendorSessions vendors) {
        this.vendors = vendors;
    }

    public Answer probe(String pastedUrl, Secret apiKey) {
        return switch (vendors.gravityZoneAddress(pastedUrl)) {
            case Found<String>(var accessUrl) -> probeServices(accessUrl, vendors.gravityZone(accessUrl, apiKey));
            case Refused<String>(var _, var detail) -> new Answer.BadAddress(detail);
            case CallResult<String> other -> refusal(other);
        };
    }

    private static Answer probeServices(String accessUrl, GravityZoneClient client) {
        return switch (client.enabledServices()) {
            case Found<Set<String>>(var services) -> {
                var missing = missing(services);
                yield missing.isEmpty() ? probeCompany(accessUrl, client) : new Answer.MissingPermissions(missing);
            }
            case CallResult<Set<String>> other -> refusal(other);
        };
    }

    private static Answer probeCompany(String accessUrl, GravityZoneClient client) {
        return switch (client.ownCompany()) {
            case Found<GravityZoneClient.Company>(var company) ->
                company.type() == GravityZoneClient.CompanyType.CUSTOMER
                        ? new Answer.NotPartner(company.name())
                        : new Answer.Accepted(accessUrl, company.id(), company.name());
            case CallResult<GravityZoneClient.Company> other -> refusal(other);
        };
    }

    private static List<String> missing(Set<String> services) {
        Map<String, String> left = new LinkedHashMap<>();
        NEEDED.forEach(permission -> left.put(permission.service(), permission.title()));
        left.keySet().removeAll(services);
        return List.copyOf(left.values());
    }

    private static <T> Answer refusal(CallResult<T> result) {
        return switch (result) {
            case Found<T> _ -> throw new IllegalArgumentException("refusal of a found value");
            case Refused<T>(var reason, var detail) ->
                reason == Reason.CREDENTIALS || reason == Reason.PERMISSION
                        ? new Answer.WrongKey(detail)
                        : new Answer.BadAddress(detail);
            case Missing<T>(var detail, var _) -> new Answer.BadAddress(detail);
            case RateLimited<T>(var retryAfter, var _, var detail) -> new Answer.Unreachable(detail, retryAfter);
            case Unavailable<T>(var detail) -> new Answer.Unreachable(detail, null);
            case Conflict<T>(var detail) -> new Answer.Unreachable(detail, null);
            case UnknownEffect<T>(var detail) -> new Answer.Unreachable(detail, null);
        };
    }
}
