package dev.companion.simulator.world.row;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a GravityZone company may use.
 *
 * @param subscriptionType 1 trial, 2 licence key, 3 monthly subscription, 4 and 5 monthly trials, 6 FRAT
 * @param totalSlots null if seats come from the partner's shared pool
 * @param flags {@code manageExchange}, {@code managePatchManagement} …; an absent one is off
 */
public record License(
        int subscriptionType,
        @Nullable Instant expiryDate,
        @Nullable Integer totalSlots,
        @Nullable String licenseKey,
        @Nullable Integer reservedSlots,
        @Nullable String endSubscription,
        int autoRenewPeriod,
        int assignedProductType,
        String assignedProtectionModel,
        Map<String, Boolean> flags) {

    public static final Set<String> FLAGS = Set.of(
            "manageExchange",
            "manageEncryption",
            "managePatchManagement",
            "manageEventCorrelator",
            "manageHyperDetect",
            "manageSandboxAnalyzer",
            "manageRemoteEnginesScanning",
            "manageEmailSecurity",
            "manageContainerProtection",
            "manageIntegrityMonitoring");

    public License {
        flags = Map.copyOf(flags);
    }

    /** The licence of a company whose creator specifies none: everything, for a month. */
    public static License trial(Instant now) {
        var all = new TreeMap<String, Boolean>();
        FLAGS.forEach(flag -> all.put(flag, true));
        return new License(1, now.plusSeconds(30L * 24 * 3600), 25, null, null, null, 0, 0, "aLaCarte", all);
    }

    /** A monthly subscription from the shared pool with these add-ons. */
    public static License monthly(Set<String> addOns) {
        var flags = new TreeMap<String, Boolean>();
        FLAGS.forEach(flag -> flags.put(flag, addOns.contains(flag)));
        return new License(3, null, null, null, null, null, 12, 0, "aLaCarte", flags);
    }

    public boolean allows(String flag) {
        return flags.getOrDefault(flag, false);
    }

    public License with(String flag, boolean value) {
        var changed = new TreeMap<>(flags);
        changed.put(flag, value);
        return new License(
                subscriptionType,
                expiryDate,
                totalSlots,
                licenseKey,
                reservedSlots,
                endSubscription,
                autoRenewPeriod,
                assignedProductType,
                assignedProtectionModel,
                changed);
    }
}
