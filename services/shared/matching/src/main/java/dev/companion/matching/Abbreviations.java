package dev.companion.matching;

import java.util.HashMap;
import java.util.Map;

/**
 * Words of names that are often cut short, each with one form for all its spellings. Two names that differ in such a word are
 * similar and never equal: St may be a street or a saint.
 */
final class Abbreviations {

    /** One word a line: its form here, then its other spellings. */
    private static final Map<String, String> FULL = read("""
            academy acad
            accounting acctg
            apartments apts
            associates assoc assocs
            association assn assocn
            avenue ave av
            boulevard blvd
            brothers bros
            builders bldrs
            building bldg
            center ctr centre cntr
            communications comms
            company co cie
            construction constr const
            contractors contrs
            department dept
            development devt
            distribution dist distr
            doctor dr doktor
            engineering eng engrg
            engineers engrs
            enterprises ents enterprise
            equipment equip
            etablissements ets
            financial fin
            fort ft
            gardens gdns
            gebruder gebr gebrueder
            government govt
            group grp
            heights hts
            highway hwy
            holdings hldgs holding hldg
            hospital hosp
            industries inds
            insurance ins
            institute inst
            international intl
            investments invs
            junior jr
            laboratories labs
            lane ln
            logistics logs
            management mgmt mgt
            manufacturing mfg mfrg
            manufacturers mfrs
            market mkt
            marketing mktg
            mount mt
            national natl
            organisation org organization
            parkway pkwy
            partners ptnrs prtnrs
            pharmacy pharm
            place pl
            professor prof
            properties props
            road rd
            school sch
            senior sr
            services svc svcs service srv srvs
            society soc
            solutions solns sols solution
            square sq
            st saint sankt sainte ste street
            station stn
            strasse str
            systems sys system
            technology tech technologies techs
            transport transp
            university univ
            village vlg
            warehouse whse
            works wks
            """);

    private Abbreviations() {}

    static boolean isKnown(String word) {
        return FULL.containsKey(word);
    }

    /** Returns the one form of the word; the word itself if it has no other. */
    static String inFull(String word) {
        return FULL.getOrDefault(word, word);
    }

    private static Map<String, String> read(String lines) {
        var full = new HashMap<String, String>();
        lines.lines().map(line -> line.split(" ")).forEach(words -> {
            for (var word : words) {
                if (full.put(word, words[0]) != null) {
                    throw new IllegalStateException("abbreviation: two forms for " + word + " (expected: one)");
                }
            }
        });
        return Map.copyOf(full);
    }
}
