package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.Switches;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.License;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a licence out of parameters and renders it. */
final class Licenses {

    private static final Set<Integer> TYPES = Set.of(1, 2, 3, 4, 5, 6);
    private static final Set<Integer> PRODUCTS = Set.of(0, 3, 5);
    private static final Set<String> MODELS = Set.of("aLaCarte", "mspSecure", "mspSecurePlus", "mspSecureExtra");

    private final Switches switches;

    Licenses(Switches switches) {
        this.switches = switches;
    }

    /** The licence of a new company; a trial if the caller does not specify one. */
    License ofNewCompany(Params params, Instant now) {
        if (!params.has("licenseSubscription")) {
            params.ignoring("licenseSubscription");
            return License.trial(now);
        }
        Params wanted = params.object("licenseSubscription");
        if (!wanted.has("type")) {
            throw wanted.missing("type");
        }
        int type = wanted.numberOf("type", 0, TYPES);
        Optional<String> licenseKey = wanted.text("licenseKey");
        if ((type == 2) != licenseKey.isPresent()) {
            throw wanted.invalid("licenseKey", "it belongs to type 2 alone, and is required there");
        }
        License trial = License.trial(now);
        License license = new License(
                type,
                type == 1 ? trial.expiryDate() : null,
                type == 1 ? trial.totalSlots() : wanted.number("reservedSlots").orElse(null),
                licenseKey.orElse(null),
                wanted.number("reservedSlots").orElse(null),
                wanted.text("endSubscription").orElse(null),
                wanted.number("autoRenewPeriod").orElse(0),
                wanted.numberOf("assignedProductType", 0, PRODUCTS),
                model(wanted),
                type == 1 ? trial.flags() : flags(wanted));
        requireAmongProducts(wanted, license.assignedProductType());
        wanted.ignoring("minimumUsage");
        wanted.done();
        return license;
    }

    /** The effect of setMonthlySubscription on a licence: every add-on that is not named is off afterwards. */
    License monthly(License before, Params params) {
        boolean release = params.flag("removeReservedSlots").orElse(false);
        Integer reserved = release ? null : params.number("reservedSlots").orElse(before.reservedSlots());
        return new License(
                3,
                null,
                reserved,
                null,
                reserved,
                params.text("endSubscription").orElse(before.endSubscription()),
                params.number("autoRenewPeriod").orElse(before.autoRenewPeriod()),
                params.numberOf("assignedProductType", before.assignedProductType(), PRODUCTS),
                params.has("assignedProtectionModel") ? model(params) : before.assignedProtectionModel(),
                flags(params));
    }

    /** The products of a company, if they are listed, contain the one that is assigned. */
    private static void requireAmongProducts(Params params, int assigned) {
        var listed = params.raw("additionalProductTypes");
        if (params.has("additionalProductTypes")
                && (!listed.isArray() || listed.values().stream().noneMatch(each -> each.asInt(-1) == assigned))) {
            throw params.invalid("additionalProductTypes", "it must contain assignedProductType");
        }
    }

    private static String model(Params params) {
        String model = params.text("assignedProtectionModel").orElse("aLaCarte");
        if (!MODELS.contains(model)) {
            throw params.invalid("assignedProtectionModel", "the value is not allowed");
        }
        return model;
    }

    private static Map<String, Boolean> flags(Params params) {
        var flags = new TreeMap<String, Boolean>();
        boolean nested = params.has("ownUse") || params.has("resell");
        Params own = params.object("ownUse");
        params.ignoring("resell");
        License.FLAGS.forEach(flag -> flags.put(flag, false));
        for (String flag : params.namesStartingWith("manage")) {
            if (nested) {
                throw params.invalid(flag, "it cannot be mixed with ownUse or resell");
            }
            flags.put(flag, params.flag(flag).orElse(false));
        }
        own.namesStartingWith("manage")
                .forEach(flag -> flags.put(flag, own.flag(flag).orElse(false)));
        return flags;
    }

    Map<String, @Nullable Object> render(Company company) {
        License license = company.license();
        Instant expiry = license.expiryDate();
        var info = Json.object(
                "subscriptionType", license.subscriptionType(),
                "isAddon", false,
                "expiryDate", expiry == null ? null : time(expiry),
                "usedSlots", company.agents(),
                "totalSlots", license.totalSlots(),
                "licenseKey", license.licenseKey(),
                "endSubscription", license.endSubscription(),
                "autoRenewPeriod", license.autoRenewPeriod(),
                "assignedProductType", license.assignedProductType(),
                "assignedProtectionModel", license.assignedProtectionModel());
        if (license.reservedSlots() != null) {
            info.put("reservedSlots", license.reservedSlots());
        }
        if (switches.is(Switch.GZ_LICENSE_FLAGS, "TOP")) {
            info.putAll(license.flags());
        } else {
            info.put("ownUse", license.flags());
        }
        return info;
    }

    /** GravityZone's form: UTC without saying so, to the second. */
    static String time(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
    }
}
