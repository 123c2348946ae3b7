package dev.companion.resolver.domain.facts;

/**
 * A site as Datto RMM last listed it.
 *
 * @param managed false if the site is on-demand
 * @param deleted whether its deletion is confirmed; the site is kept for as long as it is linked
 */
public record ObservedSite(String name, boolean managed, boolean deleted) {

    public ObservedSite asDeleted() {
        return new ObservedSite(name, managed, true);
    }
}
