package dev.companion.provisioner.domain;

/** Protection that is sold on top, and that a package has only where the company's licence covers it. */
public enum AddOn {
    EDR_SENSOR("EDR sensor"),
    PATCH_MANAGEMENT("patch management"),
    EXCHANGE_PROTECTION("Exchange protection"),
    FULL_DISK_ENCRYPTION("full disk encryption");

    private final String words;

    AddOn(String words) {
        this.words = words;
    }

    /** As it is called in a sentence. */
    String words() {
        return words;
    }
}
