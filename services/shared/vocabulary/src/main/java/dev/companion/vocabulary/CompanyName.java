package dev.companion.vocabulary;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The name of a company. {@code equals} compares the exact text, as adoption demands; {@link #key()} compares as a
 * person does, and is what decides whether a name is free.
 *
 * @param text as it was written, without the blanks at its ends; may have a {@link #flaw()}
 */
public record CompanyName(String text) {

    /**
     * GravityZone's limit in UTF-16 units. Its documentation says "characters" and not which; an emoji counts as two
     * here, so that a name that passes is short enough either way.
     */
    public static final int LENGTH_MAX = 64;

    /** Last code point of the Latin letters: up to it no script needs a joiner. */
    private static final int LATIN_END = 0x024F;

    /** Why no company can have a name. */
    public enum Flaw {
        NOT_UNICODE("The company name contains a character that is not valid Unicode."),
        BLANK("The company name is empty."),
        CONTROL_CHARACTER("The company name contains a control character, such as a tab or a line break."),
        BIDI_OVERRIDE("The company name contains a character that changes the direction of the text."),
        INVISIBLE_CHARACTER("The company name contains an invisible character."),
        ANGLE_BRACKET("The company name contains < or >, which GravityZone does not allow."),
        TOO_LONG("The company name is longer than %d characters, the limit of GravityZone. An emoji counts as two."
                .formatted(LENGTH_MAX));

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }
    }

    public CompanyName {
        text = trimmed(text);
    }

    /** Equal for names that GravityZone or a person may take for one. Empty if the name shows nothing. */
    public String key() {
        return TextFolding.fold(text);
    }

    /** The first of its flaws, in their order; empty for a name that a company can have. */
    public Optional<Flaw> flaw() {
        return Stream.of(Flaw.values()).filter(this::has).findFirst();
    }

    private boolean has(Flaw flaw) {
        return switch (flaw) {
            case NOT_UNICODE -> contains(Characters::isNotUnicode);
            case BLANK -> text.isEmpty();
            case CONTROL_CHARACTER -> contains(Characters::isControl);
            case BIDI_OVERRIDE -> contains(Characters::isBidiOverride);
            case INVISIBLE_CHARACTER -> containsMisplacedInvisible();
            case ANGLE_BRACKET -> contains(CompanyName::isAngleBracket);
            case TOO_LONG -> text.length() > LENGTH_MAX;
        };
    }

    /**
     * The nearest name without a flaw: one blank for a run of blanks and characters that are not allowed, cut at the
     * limit. Has the flaw {@link Flaw#BLANK} if nothing is left. Only for names that are proposed: a name that a person
     * typed is accepted or refused, never changed.
     */
    public CompanyName fitting() {
        return fitting(LENGTH_MAX);
    }

    /**
     * The same with another limit: a lower one leaves room for a suffix, the highest tells whether the name has to be
     * cut at all.
     *
     * @param lengthMax in UTF-16 units
     */
    public CompanyName fitting(int lengthMax) {
        var written = text.codePoints().map(c -> isReplaceable(c) ? ' ' : c).toArray();
        var kept = new StringBuilder();
        int before = ' ';
        for (var i = 0; i < written.length; i++) {
            var c = written[i];
            var isSecondBlank = c == ' ' && before == ' ';
            if (isSecondBlank || isMisplaced(before, c, i + 1 < written.length ? written[i + 1] : ' ')) {
                continue;
            }
            if (kept.length() + Character.charCount(c) > lengthMax) {
                break;
            }
            kept.appendCodePoint(c);
            before = c;
        }
        if (Characters.isJoiner(before)) {
            kept.setLength(kept.length() - 1);
        }
        return new CompanyName(kept.toString());
    }

    private boolean contains(IntPredicate kind) {
        return text.codePoints().anyMatch(kind);
    }

    private boolean containsMisplacedInvisible() {
        var written = text.codePoints().toArray();
        return IntStream.range(0, written.length)
                .anyMatch(i -> isMisplaced(
                        i == 0 ? ' ' : written[i - 1], written[i], i + 1 == written.length ? ' ' : written[i + 1]));
    }

    /** An invisible character is misplaced unless it changes how the characters beside it look. */
    private static boolean isMisplaced(int before, int c, int after) {
        var selects = Characters.isVariationSelector(c) && !isBlankOrInvisible(before);
        var joins = Characters.isJoiner(c)
                && Math.min(before, after) > LATIN_END
                && !Characters.isBlank(before)
                && !Characters.isJoiner(before)
                && !isBlankOrInvisible(after);
        return Characters.isInvisible(c) && !selects && !joins;
    }

    private static boolean isBlankOrInvisible(int c) {
        return Characters.isBlank(c) || Characters.isInvisible(c);
    }

    private static boolean isReplaceable(int c) {
        return Characters.isBlank(c) || Characters.isControl(c) || Characters.isNotUnicode(c) || isAngleBracket(c);
    }

    private static boolean isAngleBracket(int c) {
        return c == '<' || c == '>';
    }

    /** Every kind of blank goes, unlike with {@link String#strip()}, which leaves no-break blanks. */
    private static String trimmed(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && Characters.isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
