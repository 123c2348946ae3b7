package dev.companion.matching;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The legal form in a company's name.
 *
 * @param kind the same text for all spellings: {@code ltd} for Ltd, Ltd. and Limited
 * @param certain false if the same letters often mean something else: a region (SA, CO), a word (Spa, Company), a trade
 *     (Ag), a kindergarten (KG). Such a form only tells two names apart; if one side omits it, that proves nothing.
 */
record LegalForm(String kind, boolean certain) {

    /** The longest form has this many words: "GmbH & Co. KG" has four, "S. de R.L. de C.V." five. */
    static final int WORDS_MAX = 5;

    /** One kind a line: its name, then its other spellings, all without blanks and dots. "and" stands for "&". */
    private static final String CERTAIN = """
            ltd limited
            ptyltd ptylimited proprietarylimited pty
            pvtltd pvtlimited privatelimited privateltd pteltd ptelimited
            coltd colimited companylimited companyltd
            llc limitedliabilitycompany
            inc incorporated
            corp corporation
            plc publiclimitedcompany
            llp limitedliabilitypartnership
            lllp
            ulc
            pllc
            gmbh gesellschaftmbh gesmbh mbh gesellschaftmitbeschrankterhaftung gesellschaftmitbeschraenkterhaftung
            ggmbh
            gmbhcokg gmbhandcokg gmbhandcompanykg gmbhundcokg
            gmbhcokgaa gmbhandcokgaa
            gmbhcoohg gmbhandcoohg
            agcokg agandcokg
            ugcokg ugandcokg ughaftungsbeschranktandcokg ughaftungsbeschraenktandcokg
            ughaftungsbeschrankt ughaftungsbeschraenkt unternehmergesellschaft
            cokg andcokg
            kgaa
            kommanditgesellschaft
            ohg
            partgmbb partnerschaftmbb
            partg
            aktiengesellschaft
            bv
            bvba
            cvba
            vof
            sarl
            sarlau
            eurl
            sasu
            sprl
            srl
            srls
            sadecv
            sapidecv
            sderldecv
            ltda limitada
            eireli
            spzoo
            spzoospk
            spj
            sro spolsro
            kft
            zrt
            nyrt
            oy
            oyj
            aps
            ivs
            ehf
            eood
            ood
            shpk
            sdnbhd
            tbk
            ojsc
            pjsc
            ltdsti limitedsti
            ооо
            оао
            зао
            пао
            тов
            株式会社
            有限会社
            合同会社
            有限公司
            有限责任公司
            股份有限公司
            주식회사
            """;

    private static final String DOUBTFUL = """
            sa
            se
            ag
            ug
            og
            eg
            ek ekfr ekfm
            ev
            nv
            cv
            ab
            hb
            kb
            as
            asa
            ans
            da
            hf
            sas
            sca
            snc
            sci
            scs
            spa
            sl
            sc
            lda
            doo
            dd
            ad
            ks
            bt
            rt
            ou oue
            sia
            jsc
            kk
            gk
            co company
            pa
            pc
            lp
            lc
            pt
            spk
            dac
            clg
            cic
            gbr gdbr
            slu
            kg
            vos
            uab
            ао
            ип
            """;

    private static final Map<String, LegalForm> BY_WORDS = read();

    /** Forms that are written in front of the name; no other form is recognised there. */
    private static final Map<String, LegalForm> IN_FRONT = Map.ofEntries(
            inFront("ооо"),
            inFront("оао"),
            inFront("зао"),
            inFront("пао"),
            inFront("тов"),
            inFront("sarl"),
            inFront("eurl"),
            inFront("주식회사"),
            // In Japan, whether the form is in front or at the end is part of the registered name.
            Map.entry("株式会社", new LegalForm("株式会社 in front", true)),
            Map.entry("有限会社", new LegalForm("有限会社 in front", true)),
            Map.entry("合同会社", new LegalForm("合同会社 in front", true)));

    /** @param words the last words of a name, folded and without blanks between them */
    static Optional<LegalForm> findAtEnd(String words) {
        return Optional.ofNullable(BY_WORDS.get(words));
    }

    /** @param word the first word of a name, folded */
    static Optional<LegalForm> findInFront(String word) {
        return Optional.ofNullable(IN_FRONT.get(word));
    }

    private static Map.Entry<String, LegalForm> inFront(String kind) {
        return Map.entry(kind, new LegalForm(kind, true));
    }

    private static Map<String, LegalForm> read() {
        var forms = new HashMap<String, LegalForm>();
        CERTAIN.lines().forEach(line -> addAll(forms, line, true));
        DOUBTFUL.lines().forEach(line -> addAll(forms, line, false));
        return Map.copyOf(forms);
    }

    private static void addAll(Map<String, LegalForm> forms, String line, boolean certain) {
        var ways = line.strip().split(" ");
        for (var way : ways) {
            forms.put(way, new LegalForm(ways[0], certain));
        }
    }
}
