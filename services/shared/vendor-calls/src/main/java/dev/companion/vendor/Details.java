package dev.companion.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a vendor's text into one that may be shown and logged: one line, at most 200 characters, without credentials,
 * tokens and installation links.
 */
public final class Details {

    public static final int MAX_LENGTH = 200;

    /** Longer texts are cut before they are searched, so that a hostile page costs no time. */
    private static final int CONSIDERED = 4_000;

    private static final String HIDDEN = "***";
    private static final Pattern TITLE = Pattern.compile("(?i)<title[^>]{0,200}>([^<]{1,150})");
    private static final Pattern LINK_WITH_TOKEN = Pattern.compile("(?i)https?://[^\\s\\[\\]]*\\[[^\\]\\s]*\\]?\\S*");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]{1,300}@");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(basic|bearer)\\s+[A-Za-z0-9._~+/=-]{16,}");
    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9._-]*");
    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)([a-z_-]*(?:password|secret|token|api[_-]?key|authorization)[a-z_-]*\"?\\s*[:=]\\s*\"?)[^\\s\"&,;}]+");
    private static final Pattern LONG_TOKEN = Pattern.compile("[A-Za-z0-9+/_=-]{41,}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private Details() {}

    /** @param secrets credentials that were part of the call; removed wherever the vendor repeats them */
    public static String of(@Nullable String said, Secret... secrets) {
        var text = said == null ? "" : said.strip();
        if (text.length() > CONSIDERED) {
            text = text.substring(0, CONSIDERED);
        }
        if (text.startsWith("<")) {
            var title = TITLE.matcher(text);
            text = title.find() ? "web page \"" + title.group(1).strip() + "\"" : "a web page";
        }
        for (var secret : secrets) {
            text = withoutSecret(text, secret.reveal());
        }
        text = LINK_WITH_TOKEN.matcher(text).replaceAll("(link)");
        text = USER_INFO.matcher(text).replaceAll("://" + HIDDEN + "@");
        text = AUTHORIZATION.matcher(text).replaceAll("$1 " + HIDDEN);
        text = JSON_WEB_TOKEN.matcher(text).replaceAll(HIDDEN);
        text = NAMED_SECRET.matcher(text).replaceAll("$1" + HIDDEN);
        text = LONG_TOKEN.matcher(text).replaceAll(HIDDEN);
        text = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return text.length() <= MAX_LENGTH ? text : shortened(text);
    }

    private static String withoutSecret(String text, String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var asUser = (secret + ":").getBytes(StandardCharsets.UTF_8);
        return text.replace(secret, HIDDEN)
                .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), HIDDEN)
                .replace(Base64.getEncoder().encodeToString(asUser), HIDDEN)
                .replace(Base64.getEncoder().encodeToString(bytes), HIDDEN);
    }

    private static String shortened(String text) {
        var end = MAX_LENGTH - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
