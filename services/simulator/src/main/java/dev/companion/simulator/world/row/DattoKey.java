package dev.companion.simulator.world.row;

/**
 * An API key pair of a Datto user.
 *
 * @param name its name on the control port; never visible to API callers
 * @param username its owner; a disabled owner's key stops working
 * @param administrator whether the owner's security level may list users
 */
public record DattoKey(
        String name,
        String apiKey,
        String secretKey,
        String accountUid,
        String username,
        boolean administrator,
        boolean revoked) {

    public DattoKey with(boolean isAdministrator, boolean isRevoked) {
        return new DattoKey(name, apiKey, secretKey, accountUid, username, isAdministrator, isRevoked);
    }

    public DattoKey rotated(String newApiKey, String newSecretKey) {
        return new DattoKey(name, newApiKey, newSecretKey, accountUid, username, administrator, false);
    }

    @Override
    public String toString() {
        return "DattoKey[" + name + "]";
    }
}
