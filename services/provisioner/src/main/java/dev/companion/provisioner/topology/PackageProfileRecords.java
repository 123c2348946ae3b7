package dev.companion.provisioner.topology;

import dev.companion.settings.DefaultPackage;
import dev.companion.vocabulary.PackageProfile;

/** Translates the content of a package. */
public final class PackageProfileRecords {

    private PackageProfileRecords() {}

    public static PackageProfile toDomain(DefaultPackage record) {
        return PackageProfile.read(
                property -> Boolean.TRUE.equals(record.get(property)),
                record.getRemoveCompetitors(),
                record.getLanguage());
    }

    public static DefaultPackage toRecord(PackageProfile profile) {
        var record = new DefaultPackage();
        profile.write((property, isOn) -> record.put(property, isOn));
        record.put("removeCompetitors", profile.removeCompetitors());
        record.put("language", profile.language());
        return record;
    }
}
