package dev.companion.console.domain.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * The name that is proposed for a site's new company: the site's own where GravityZone takes it, and else one made from
 * it by rule, so that the same facts always propose the same name. It is only ever proposed; a name that a person typed
 * is taken or refused, and never changed.
 */
public final class NewCompanyName {

    /** GravityZone's limit, here in UTF-16 units, which is the strictest way to count. */
    public static final int LENGTH_MAX = LinkChecks.COMPANY_NAME_MAX;

    private static final int SHORT_DIGITS = 6;
    private static final int LONG_DIGITS = 12;

    private NewCompanyName() {}

    /**
     * @param isTaken whether another company has the name or is to have it
     * @return 1 to {@value LinkChecks#COMPANY_NAME_MAX} characters; free, as far as {@code isTaken} knows
     */
    public static String propose(String siteUid, String siteName, Predicate<String> isTaken) {
        var plain = plain(siteName);
        if (!plain.isEmpty() && plain.length() <= LENGTH_MAX && !isTaken.test(plain)) {
            return plain;
        }
        var base = plain.isEmpty() ? "Site" : plain;
        var told = withSuffix(base, siteUid, SHORT_DIGITS);
        return isTaken.test(told) ? withSuffix(base, siteUid, LONG_DIGITS) : told;
    }

    /** The name without what GravityZone refuses, but for its length: no angle brackets, no control characters. */
    public static String plain(String siteName) {
        var kept = new StringBuilder();
        siteName.codePoints()
                .map(c -> c == '<' || c == '>' || Character.isISOControl(c) || Character.isSpaceChar(c) ? ' ' : c)
                .filter(c -> c != ' ' || !kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ')
                .forEachOrdered(kept::appendCodePoint);
        return kept.toString().strip();
    }

    private static String withSuffix(String base, String siteUid, int digits) {
        var suffix = " ~" + digest(siteUid).substring(0, digits);
        var room = LENGTH_MAX - suffix.length();
        var end = Math.min(room, base.length());
        // Never half of a pair: that would be a character that nobody wrote.
        if (end > 0 && Character.isHighSurrogate(base.charAt(end - 1))) {
            end--;
        }
        return base.substring(0, end).strip() + suffix;
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
