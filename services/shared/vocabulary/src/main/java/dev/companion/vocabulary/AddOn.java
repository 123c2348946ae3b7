package dev.companion.vocabulary;

/** Protection that is sold on top. A package has it only if the company's licence covers it. */
public enum AddOn {
    EDR_SENSOR("edrSensor", "EDR sensor"),
    PATCH_MANAGEMENT("patchManagement", "patch management"),
    /** A role of the package in GravityZone, not a module. */
    EXCHANGE_PROTECTION("exchangeProtection", "Exchange protection"),
    FULL_DISK_ENCRYPTION("fullDiskEncryption", "full disk encryption");

    private final String property;
    private final String words;

    AddOn(String property, String words) {
        this.property = property;
        this.words = words;
    }

    /** Its name in records and in the REST API. */
    public String property() {
        return property;
    }

    /** Its name in a sentence. */
    public String words() {
        return words;
    }
}
