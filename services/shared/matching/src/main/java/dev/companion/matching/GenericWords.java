package dev.companion.matching;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that many customers have in their names, so that sharing one proves nothing. */
final class GenericWords {

    private static final Set<String> ALL = Set.of("""
            and of for the in at on der die das den des dem fur fuer im am an von van vom zum zur de da do del della
            di du le la les el los las il lo het een y e a i st sankt saint san santa dr doctor doktor med prof mr mrs
            co company group gruppe groupe grupo gruppo groep holding holdings services service solutions systems
            systeme technology technologies tech it consulting partners partner associates international global
            national management trading enterprises industries store shop clinic dental practice praxis zahnarztpraxis
            arztpraxis gemeinschaftspraxis kanzlei rechtsanwalte steuerberater hotel restaurant cafe bar school schule
            grundschule college academy church city town county gemeinde stadt mairie cabinet studio centre center
            office buro bakery backerei metzgerei apotheke pharmacy farmacia pharmacie law medical health care auto
            autohaus bau immobilien verlag ltd gmbh inc new north south east west nord sud sued ost site branch unit
            no nr com www tischlerei schreinerei malerbetrieb garage boulangerie ristorante trattoria osteria clinica
            hospital klinik klinikum ambulatorio escuela colegio ecole lycee
            """.strip().split("\\s+"));

    private static final Set<String> IN_FULL =
            ALL.stream().map(Abbreviations::inFull).collect(Collectors.toUnmodifiableSet());

    /** A word with a number in it is a name if it has at least this many letters: Studio54, but not B12. */
    private static final int LETTERS_MIN = 3;

    private GenericWords() {}

    static boolean isGeneric(Word word) {
        return isCommon(word)
                || (word.isNumber()
                        && word.plain().chars().filter(Character::isLetter).count() < LETTERS_MIN);
    }

    /** A short form is as common as the whole word: Svcs, Mgmt. */
    static boolean isCommon(Word word) {
        return ALL.contains(word.plain()) || IN_FULL.contains(Abbreviations.inFull(word.plain()));
    }

    /** Whether the words alone can name a customer. */
    static boolean areTelling(List<Word> words) {
        return !NormalName.saysLittle(words) && words.stream().anyMatch(word -> !isGeneric(word));
    }
}
