package dev.companion.mapper.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request: taken over whole or refused whole.
 *
 * @param items one for each site of the request; empty where it has none
 * @param message why the whole was refused, in a sentence for people; null where it was accepted
 */
public record Answer(
        boolean accepted, List<Item> items, @Nullable String message) {

    /**
     * @param generation of the link that carries the wish; null where it was refused
     * @param reason why it was refused, in a sentence for people; null where it was accepted
     */
    public record Item(
            String siteUid,
            boolean accepted,
            @Nullable Long generation,
            @Nullable String reason) {

        static Item accepted(Link link) {
            return new Item(link.siteUid(), true, link.generation(), null);
        }

        static Item refused(String siteUid, String reason) {
            return new Item(siteUid, false, null, reason);
        }
    }

    static Answer yes() {
        return new Answer(true, List.of(), null);
    }

    static Answer no(String message) {
        return new Answer(false, List.of(), message);
    }
}
