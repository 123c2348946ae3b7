package dev.companion.console.web.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person was when the session ended, as a parameter of the sign-in page. Only addresses of the pages are
 * accepted, in plain characters, so that a link to sign-in cannot lead anywhere else.
 */
public final class ReturnAddress {

    private static final String PARAMETER = "/signin?next=";
    private static final int LENGTH_MAX = 1_000;
    private static final String START = "/";
    private static final Pattern OF_A_PAGE = Pattern.compile("/|/(sites|events|plans|activity|users|settings|welcome)"
            + "(/(?!\\.+(/|\\?|$))[A-Za-z0-9._~%-]+)*/?(\\?[A-Za-z0-9._~%=&,+-]*)?");

    private ReturnAddress() {}

    /** The address, or / if it is none of a page. */
    public static String of(@Nullable String given) {
        return given != null && isPage(given) ? given : START;
    }

    /** Whether it is the address of a page. */
    public static boolean isPage(@Nullable String given) {
        return given != null
                && given.length() <= LENGTH_MAX
                && OF_A_PAGE.matcher(given).matches();
    }

    /** The address of sign-in for a request without a session. */
    public static String signIn(String path, @Nullable String query) {
        var address = query == null ? path : path + "?" + query;
        return isPage(address) && !address.equals(START)
                ? PARAMETER + URLEncoder.encode(address, StandardCharsets.UTF_8)
                : "/signin";
    }
}
