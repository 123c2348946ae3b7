package dev.companion.matching;

import java.util.List;

/**
 * How similar two names are. The score depends on the kind only:
 *
 * <pre>
 * kind           score  for example
 * SAME           100    Acme Ltd, ACME, Ltd.       98 Müller, Mueller     97 Acme Ltd, Acme Limited
 * FORM_LEFT_OUT   95    Acme Ltd, Acme
 * FORM_DOUBTFUL   90    Acme SA, Acme: South Africa?
 * LOOSE           88    The Data-Tech Co, DataTech Company
 * REORDERED       84    Smith &amp; Jones, Jones &amp; Smith
 * DOMAIN          82    contoso.com, Contoso Ltd
 * CODED           80    K1042 – Contoso, Contoso
 * TRADING         76    Contoso Ltd t/a Fabrikam, Fabrikam
 * CUT             74    a company whose name was cut at GravityZone's limit
 * PART            72    Contoso – Berlin, Contoso
 * MISTYPED        65    Smith Bakery, Smyth Bakery; 55 in a word of four letters
 * OTHER_FORM      60    Acme Ltd, Acme GmbH
 * SAYS_LITTLE     60    Test, Test
 * INITIALS        58    IBM, International Business Machines
 * LONGER          55    Contoso Berlin, Contoso
 * UNLIKE           0    everything else, such as Store 12 and Store 21, Clinic II and Clinic III, Acme North and Acme South
 * </pre>
 *
 * From LOOSE on, two different legal forms cost {@link #OTHER_FORM_COST} points, except for kinds that are about the form.
 *
 * @param sameForm whether both have the same legal form or both have none
 * @param evidence sentences for people; empty for UNLIKE
 */
record NameSimilarity(Kind kind, int score, boolean sameForm, List<String> evidence) {

    static final int OTHER_FORM_COST = 15;

    enum Kind {
        SAME,
        FORM_LEFT_OUT,
        FORM_DOUBTFUL,
        LOOSE,
        REORDERED,
        DOMAIN,
        CODED,
        TRADING,
        CUT,
        PART,
        MISTYPED,
        OTHER_FORM,
        SAYS_LITTLE,
        INITIALS,
        LONGER,
        UNLIKE
    }

    static final NameSimilarity NONE = new NameSimilarity(Kind.UNLIKE, 0, false, List.of());

    NameSimilarity {
        evidence = List.copyOf(evidence);
    }

    /** Whether it is the same name; every other kind is only similar. */
    boolean isEqual() {
        return kind == Kind.SAME || kind == Kind.FORM_LEFT_OUT;
    }
}
