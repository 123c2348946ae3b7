package dev.companion.gravityzone;

import java.util.Locale;

/** Protection that is sold on top: the flag of the licence that covers it, and what it unlocks. */
public enum AddOn {
    EDR_SENSOR("manageEventCorrelator", "edrSensor"),
    PATCH_MANAGEMENT("managePatchManagement", "patchManagement"),
    /** A role of the package, not a module. */
    EXCHANGE_PROTECTION("manageExchange", "exchange"),
    FULL_DISK_ENCRYPTION("manageEncryption", "encryption");

    /** Whether a company may use an add-on. */
    public enum Availability {
        AVAILABLE,
        NOT_LICENSED,
        /** The vendor did not report it, or not reliably; this does not mean "no". */
        UNKNOWN
    }

    private final String licenceFlag;
    private final String unlocks;

    AddOn(String licenceFlag, String unlocks) {
        this.licenceFlag = licenceFlag;
        this.unlocks = unlocks;
    }

    /** Key in {@link Licence#flags()}. */
    public String licenceFlag() {
        return licenceFlag;
    }

    /** Key of the package's module, or of its role in the case of {@link #EXCHANGE_PROTECTION}. */
    public String unlocks() {
        return unlocks;
    }

    public Availability under(Licence licence) {
        var flag = licence.flags().get(licenceFlag);
        if (flag == null) {
            return Availability.UNKNOWN;
        }
        if (flag) {
            return Availability.AVAILABLE;
        }
        // The bundles include EDR, and it is not documented whether its flag then says so.
        return this == EDR_SENSOR && isBundle(licence) ? Availability.UNKNOWN : Availability.NOT_LICENSED;
    }

    private static boolean isBundle(Licence licence) {
        var model = licence.protectionModel();
        return model != null && model.strip().toLowerCase(Locale.ROOT).startsWith("mspsecure");
    }
}
