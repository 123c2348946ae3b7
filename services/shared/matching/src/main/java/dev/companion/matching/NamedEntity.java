package dev.companion.matching;

import java.util.List;

/**
 * A site or a company with its names.
 *
 * @param id unique among the sites or among the companies; never compared between the two
 * @param name as the vendor shows it; of any length, possibly blank
 * @param aliases other names that people gave it; each counts as much as the name itself
 */
public record NamedEntity(String id, String name, List<String> aliases) {

    public NamedEntity {
        aliases = List.copyOf(aliases);
    }
}
