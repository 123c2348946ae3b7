package dev.companion.resolver.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a finding about a site, part by part, each named. */
final class Words {

    private final SiteFacts facts;
    private final Subject subject;
    private final List<Unavailable> unavailable = new ArrayList<>();
    private @Nullable String companyId;
    private @Nullable String companyName;
    private String fingerprint = "";
    private String title = "";
    private String summary = "";
    private String consequence = "";

    Words(SiteFacts facts, Subject subject) {
        this.facts = facts;
        this.subject = subject;
    }

    Words company(@Nullable String id, @Nullable String name) {
        companyId = id;
        companyName = name;
        return this;
    }

    Words facts(String print) {
        fingerprint = print;
        return this;
    }

    Words say(String inShort, String inASentence, String ifNobodyActs) {
        title = inShort;
        summary = inASentence;
        consequence = ifNobodyActs;
        return this;
    }

    Words cannot(Action action, String because) {
        unavailable.add(new Unavailable(action, because));
        return this;
    }

    Finding with(Choice... choices) {
        return new Finding(
                subject.type(),
                subject.about(),
                facts.siteUid(),
                facts.name(),
                companyId,
                companyName,
                fingerprint,
                title,
                summary,
                consequence,
                List.of(choices),
                unavailable);
    }
}
