package dev.companion.architecture.repository;

import java.util.regex.Pattern;

/** Takes what is not code out of Java source, and keeps the lines where they are. */
final class Comments {

    private static final Pattern STRINGS_AND_COMMENTS = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|/\\*.*?\\*/|//[^\n]*");

    private Comments() {}

    /** The code, with comments and the contents of strings blanked. */
    static String without(String java) {
        return STRINGS_AND_COMMENTS
                .matcher(java)
                .replaceAll(
                        match -> match.group().startsWith("/") ? blank(match.group()) : "\"\"" + blank(match.group()));
    }

    private static String blank(String text) {
        return "\n".repeat((int) text.chars().filter(each -> each == '\n').count());
    }
}
