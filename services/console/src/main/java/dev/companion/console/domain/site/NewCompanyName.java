package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Proposes a name for a site's new company: the site's own name if GravityZone accepts it and it is free, else a name
 * derived from it. The same facts always give the same name. Names are only proposed; a name that a person typed is
 * accepted or refused, never changed.
 */
public final class NewCompanyName {

    private static final int SHORT_DIGITS = 6;
    private static final int LONG_DIGITS = 12;
    private static final CompanyName SPARE = new CompanyName("Site");

    private NewCompanyName() {}

    /**
     * @param isTaken whether another company has the name or is about to get it
     * @return a name without a flaw; free, as far as {@code isTaken} knows
     */
    public static CompanyName propose(String siteUid, String siteName, Predicate<CompanyName> isTaken) {
        var own = ownOf(siteName);
        if (own.flaw().isEmpty() && !isTaken.test(own)) {
            return own;
        }
        var base = own.text().isEmpty() ? SPARE : own;
        var proposed = withSuffix(base, siteUid, SHORT_DIGITS);
        return isTaken.test(proposed) ? withSuffix(base, siteUid, LONG_DIGITS) : proposed;
    }

    /** The site's name without the characters that GravityZone refuses; may be too long, and empty if nothing is left. */
    public static CompanyName ownOf(String siteName) {
        return new CompanyName(siteName).fitting(Integer.MAX_VALUE);
    }

    private static CompanyName withSuffix(CompanyName base, String siteUid, int digits) {
        var suffix = " ~" + digest(siteUid).substring(0, digits);
        return new CompanyName(
                base.fitting(CompanyName.LENGTH_MAX - suffix.length()).text() + suffix);
    }

    private static String digest(String siteUid) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(siteUid.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
