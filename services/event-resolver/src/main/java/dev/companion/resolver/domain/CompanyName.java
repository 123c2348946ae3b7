package dev.companion.resolver.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a company, without the blanks around it.
 *
 * @param text as a person wrote it, stripped; may be one that GravityZone would refuse, see {@link #flaw()}
 */
public record CompanyName(String text) {

    /** GravityZone's limit. Counted in UTF-16 units, the strictest reading of it. */
    private static final int LENGTH_MAX = 64;

    public CompanyName {
        text = text.strip();
    }

    /** Equal for names that GravityZone may take for one: case and the form of accents do not tell them apart. */
    public String key() {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The name of a site as a company may have it: what GravityZone refuses is a blank, what is too long is cut. */
    static CompanyName fitting(String siteName) {
        var allowed = siteName.codePoints()
                .map(c -> c == '<' || c == '>' || Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var end = Math.min(allowed.length(), LENGTH_MAX);
        var whole = end < allowed.length() && Character.isHighSurrogate(allowed.charAt(end - 1)) ? end - 1 : end;
        return new CompanyName(allowed.substring(0, whole));
    }

    /** Why no company can have this name, in a sentence for people; empty for a good name. */
    Optional<String> flaw() {
        if (text.isEmpty()) {
            return Optional.of("A name for the company is needed.");
        }
        if (text.length() > LENGTH_MAX) {
            return Optional.of(
                    "The company name has %d characters; GravityZone allows %d.".formatted(text.length(), LENGTH_MAX));
        }
        if (text.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            return Optional.of("The company name contains < or > or a control character, which GravityZone refuses.");
        }
        return Optional.empty();
    }
}
