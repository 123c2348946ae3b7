package dev.companion.provisioner.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How names of companies are compared. */
final class CompanyName {

    private CompanyName() {}

    /** Whether GravityZone may take the two for one name: it is not known to distinguish case or outer blanks. */
    static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null && key(one).equals(key(other));
    }

    /** The form under which two names that may clash are equal. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
