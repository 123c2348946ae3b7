package dev.companion.mapper.domain.matching;

import java.util.List;

/**
 * A site or a company, as much of it as its names say.
 *
 * @param id tells it from others of its side; never compared across the sides
 * @param name as the vendor shows it, of any length, possibly blank
 * @param aliases other names that people said it has; each is worth as much as the name itself
 */
public record Named(String id, String name, List<String> aliases) {

    public Named {
        aliases = List.copyOf(aliases);
    }
}
