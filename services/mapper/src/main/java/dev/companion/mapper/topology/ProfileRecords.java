package dev.companion.mapper.topology;

import dev.companion.settings.DefaultPackage;
import dev.companion.vocabulary.PackageProfile;

/** The contents of a package, as requests, tenants and links contain them. */
final class ProfileRecords {

    private ProfileRecords() {}

    static PackageProfile toDomain(DefaultPackage record) {
        return PackageProfile.read(
                property -> (Boolean) record.get(property), record.getRemoveCompetitors(), record.getLanguage());
    }

    static DefaultPackage toRecord(PackageProfile profile) {
        var record = new DefaultPackage();
        profile.write(record::put);
        return DefaultPackage.newBuilder(record)
                .setRemoveCompetitors(profile.removeCompetitors())
                .setLanguage(profile.language())
                .build();
    }
}
