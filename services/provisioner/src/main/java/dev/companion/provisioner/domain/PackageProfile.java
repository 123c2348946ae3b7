package dev.companion.provisioner.domain;

/** What an installation package contains; antimalware is always in it. {@code language} is a locale such as en_US. */
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
        String language) {}
