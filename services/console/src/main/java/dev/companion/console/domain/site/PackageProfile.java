package dev.companion.console.domain.site;

import java.util.List;

/**
 * What a new installation package contains. Antimalware is always in it and not listed.
 *
 * @param language language of the installed agent, one of {@link #LANGUAGES}
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

    /** Languages that GravityZone builds agents in. */
    public static final List<String> LANGUAGES =
            List.of("en_US", "es_ES", "de_DE", "fr_FR", "ro_RO", "pl_PL", "pt_BR", "it_IT", "ru_RU");

    /** What is in force before anybody has chosen: protection on, nothing that changes how people work or costs more. */
    public static final PackageProfile DEFAULT =
            new PackageProfile(true, true, false, true, true, true, false, false, false, false, false, true, "en_US");

    /** Whether it wants anything that a licence may not cover. */
    public boolean hasAddOn() {
        return edrSensor || patchManagement || exchangeProtection || fullDiskEncryption;
    }
}
