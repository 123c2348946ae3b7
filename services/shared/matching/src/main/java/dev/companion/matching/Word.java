package dev.companion.matching;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A word of a name.
 *
 * @param plain folded, without marks: {@code muller} for Müller
 * @param spelled folded, with marks spelled out as letters: {@code mueller} for Müller; equal to plain for words without
 *     such marks
 * @param original as it was written
 * @param opensPart whether it is the first word, or follows a dash, bracket, comma or the like
 * @param ofLetters whether it is joined from single letters, as in S.A. or J D
 * @param dotted whether dots or slashes separated those letters
 */
record Word(String plain, String spelled, String original, boolean opensPart, boolean ofLetters, boolean dotted) {

    static final String AND = "and";

    /** "&" in the languages of most customers; single letters (y, e, i) are more often initials. */
    private static final Set<String> ANDS = Set.of("and", "und", "et", "og", "och");

    boolean isAnd() {
        return plain.equals(AND);
    }

    Word withOneAnd() {
        return ANDS.contains(plain) && !ofLetters ? new Word(AND, AND, original, opensPart, false, false) : this;
    }

    boolean isInitial() {
        return plain.length() == 1 && plain.charAt(0) >= 'a' && plain.charAt(0) <= 'z';
    }

    /** Whether both can be the same word: a reading of one is a reading of the other, or one is short for the other. */
    boolean reads(Word other) {
        return plain.equals(other.plain)
                || spelled.equals(other.spelled)
                || readsAcross(other)
                || Abbreviations.inFull(plain).equals(Abbreviations.inFull(other.plain));
    }

    private boolean readsAcross(Word other) {
        return plain.equals(other.spelled) || spelled.equals(other.plain);
    }

    /** Whether it contains digits or is a Roman number. */
    boolean isNumber() {
        return hasDigit() || Numerals.isRoman(plain);
    }

    boolean hasDigit() {
        return plain.chars().anyMatch(Character::isDigit);
    }

    /** The one or two readings of several words, each as one text with blanks. */
    static Set<String> readings(List<Word> words) {
        return words.isEmpty() ? Set.of() : Set.copyOf(List.of(plainOf(words, " "), spelledOf(words, " ")));
    }

    static String plainOf(List<Word> words, String between) {
        return words.stream().map(Word::plain).collect(Collectors.joining(between));
    }

    static String spelledOf(List<Word> words, String between) {
        return words.stream().map(Word::spelled).collect(Collectors.joining(between));
    }
}
