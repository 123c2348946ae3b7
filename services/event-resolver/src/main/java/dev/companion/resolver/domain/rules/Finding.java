package dev.companion.resolver.domain.rules;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference that a rule has found, described for people.
 *
 * @param about uid of the site, or name of the vendor or list
 * @param siteUid the site concerned; null if the finding is about a vendor or a list
 * @param siteName its name; null if there is no site
 * @param companyId the company concerned; null if there is none
 * @param companyName its name, or the name that could not be used; null if there is none
 * @param fingerprint identifies the facts behind the finding: it changes only if they do
 * @param title what is wrong, in a few words
 * @param summary what differs, in a sentence
 * @param consequence what happens if no person acts, in a sentence
 * @param choices what can be done, the recommended choice first
 * @param unavailable what cannot be done, and why
 */
public record Finding(
        DiscrepancyType type,
        String about,
        @Nullable String siteUid,
        @Nullable String siteName,
        @Nullable String companyId,
        @Nullable String companyName,
        String fingerprint,
        String title,
        String summary,
        String consequence,
        List<Choice> choices,
        List<UnavailableAction> unavailable) {

    public Finding {
        choices = List.copyOf(choices);
        unavailable = List.copyOf(unavailable);
    }

    public Subject subject() {
        return new Subject(type, about);
    }

    /** Returns a short form of the fingerprint, which a request quotes to say on which facts it is based. */
    public String facts() {
        return UUID.nameUUIDFromBytes(fingerprint.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }

    public Optional<Choice> choice(ResolutionAction action) {
        return choices.stream().filter(choice -> choice.action() == action).findFirst();
    }

    public boolean offers(ResolutionAction action) {
        return choice(action).isPresent();
    }

    /** Whether the action is the first of all: the one that a person is advised to take, and the only one for a policy. */
    public boolean recommends(ResolutionAction action) {
        return !choices.isEmpty() && choices.getFirst().action() == action;
    }

    /** Returns why the action cannot work; empty if the finding does not say. */
    public Optional<String> reasonAgainst(ResolutionAction action) {
        return unavailable.stream()
                .filter(each -> each.action() == action)
                .map(UnavailableAction::because)
                .findFirst();
    }
}
