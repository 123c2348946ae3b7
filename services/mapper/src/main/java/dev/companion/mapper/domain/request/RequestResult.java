package dev.companion.mapper.domain.request;

import dev.companion.mapper.domain.link.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request: accepted whole or refused whole.
 *
 * @param items one for each site of the request; empty if it names none
 * @param message why the whole is refused, in a sentence for people; null if it is accepted
 * @param conflict whether it is refused because what it asks for belongs to another tenant
 */
public record RequestResult(
        boolean accepted, List<Item> items, @Nullable String message, boolean conflict) {

    public static final RequestResult ACCEPTED = new RequestResult(true, List.of(), null);

    public RequestResult(boolean accepted, List<Item> items, @Nullable String message) {
        this(accepted, items, message, false);
    }

    /**
     * The result for one site.
     *
     * @param generation of the link that carries the change; null if the site is refused
     * @param reason why the site is refused, in a sentence for people; null if it is accepted
     */
    public record Item(
            String siteUid,
            boolean accepted,
            @Nullable Long generation,
            @Nullable String reason) {

        public static Item accepted(Link link) {
            return new Item(link.siteUid(), true, link.generation(), null);
        }

        /** For a request that changes no link of the site. */
        public static Item acceptedWithoutLink(String siteUid) {
            return new Item(siteUid, true, null, null);
        }

        public static Item refused(String siteUid, String reason) {
            return new Item(siteUid, false, null, reason);
        }
    }

    /** Refused because what it asks for belongs to another tenant. */
    public static RequestResult conflict(String message) {
        return new RequestResult(false, List.of(), message, true);
    }

    public static RequestResult refused(String message) {
        return new RequestResult(false, List.of(), message);
    }
}
