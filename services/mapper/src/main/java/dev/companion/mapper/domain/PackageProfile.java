package dev.companion.mapper.domain;

/**
 * What an installation package contains. Antimalware is always in it and not listed.
 *
 * @param exchangeProtection a role of the package; like the other add-ons it comes into force where the licence has it
 * @param language locale of the installed agent, such as en_US
 */
public record PackageProfile(
        boolean advancedAntiExploit,
        boolean advancedThreatControl,
        boolean deviceControl,
        boolean firewall,
        boolean contentControl,
        boolean networkAttackDefense,
        boolean powerUser,
        boolean edrSensor,
        boolean patchManagement,
        boolean exchangeProtection,
        boolean fullDiskEncryption,
        boolean removeCompetitors,
        String language) {

    /**
     * In force until somebody saves another: the modules that protect without asking anything of the user. Device
     * control and power user change how people work, and add-ons cost money, so those wait for a decision.
     */
    public static final PackageProfile INITIAL =
            new PackageProfile(true, true, false, true, true, true, false, false, false, false, false, true, "en_US");
}
