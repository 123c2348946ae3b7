package dev.companion.simulator.world.row;

/**
 * A Datto variable.
 *
 * @param scope uid of its site, or of the account for an account variable
 * @param masked fixed at creation; a masked value is never returned again
 */
public record SiteVariable(long id, String scope, String name, String value, boolean masked) {

    public SiteVariable with(String newName, String newValue) {
        return new SiteVariable(id, scope, newName, newValue, masked);
    }
}
