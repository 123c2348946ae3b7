package dev.companion.resolver.domain.rules;

import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.vocabulary.ResolutionAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a finding about a site, with each part named. */
final class FindingBuilder {

    private final SiteFacts facts;
    private final Subject subject;
    private final List<UnavailableAction> unavailable = new ArrayList<>();
    private @Nullable String companyId;
    private @Nullable String companyName;
    private String fingerprint = "";
    private String title;
    private String summary = "";
    private String consequence = "";

    FindingBuilder(SiteFacts facts, Subject subject) {
        this.facts = facts;
        this.subject = subject;
        this.title = subject.type().title();
    }

    FindingBuilder company(@Nullable String id, @Nullable String name) {
        companyId = id;
        companyName = name;
        return this;
    }

    FindingBuilder fingerprint(String identifyingTheFacts) {
        fingerprint = identifyingTheFacts;
        return this;
    }

    /** Replaces the type's title, for a type that differs in several ways. */
    FindingBuilder title(String moreExact) {
        title = moreExact;
        return this;
    }

    FindingBuilder texts(String whatDiffers, String ifNoPersonActs) {
        summary = whatDiffers;
        consequence = ifNoPersonActs;
        return this;
    }

    FindingBuilder unavailable(ResolutionAction action, String because) {
        unavailable.add(new UnavailableAction(action, because));
        return this;
    }

    Finding choices(Choice... recommendedFirst) {
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
                List.of(recommendedFirst),
                unavailable);
    }
}
