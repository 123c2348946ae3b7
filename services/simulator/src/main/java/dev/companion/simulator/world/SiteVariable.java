package dev.companion.simulator.world;

/**
 * A Datto variable.
 *
 * @param scope uid of its site, or of the account for an account variable
 * @param masked fixed when it is created; such a value is never told again
 */
public record SiteVariable(long id, String scope, String name, String value, boolean masked) {

    public SiteVariable with(String newName, String newValue) {
        return new SiteVariable(id, scope, newName, newValue, masked);
    }
}
