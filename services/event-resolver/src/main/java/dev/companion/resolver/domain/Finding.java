package dev.companion.resolver.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference that was found to be so.
 *
 * @param about uid of the site, or name of the vendor or of the list
 * @param siteUid the site concerned; null where it is about a vendor or a list
 * @param siteName its name; null where there is none
 * @param companyId the company concerned; null where there is none
 * @param companyName its name, or the one that could not be used; null where there is none
 * @param fingerprint the same while the facts behind it are the same
 * @param title what is wrong, in a few words for people
 * @param summary what differs, in a sentence for people
 * @param consequence what happens if nobody acts, in a sentence for people
 * @param choices what can be done, the recommended first
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
        List<Unavailable> unavailable) {

    /** One that an earlier version stored was always about a site, and is looked at anew with the next record of it. */
    public Finding {
        about = about == null ? Objects.requireNonNullElse(siteUid, "") : about;
        title = title == null ? "" : title;
        choices = choices == null ? List.of() : List.copyOf(choices);
        unavailable = unavailable == null ? List.of() : List.copyOf(unavailable);
    }

    public Subject subject() {
        return new Subject(type, about);
    }

    /** Stands for the facts towards people and programs. */
    public String facts() {
        return UUID.nameUUIDFromBytes(fingerprint.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }

    Optional<Choice> choice(Action action) {
        return choices.stream().filter(choice -> choice.action() == action).findFirst();
    }

    boolean offers(Action action) {
        return choice(action).isPresent();
    }

    /** Why the action cannot work; empty where nothing special is to be said of it. */
    Optional<String> reasonAgainst(Action action) {
        return unavailable.stream()
                .filter(each -> each.action() == action)
                .map(Unavailable::because)
                .findFirst();
    }
}
