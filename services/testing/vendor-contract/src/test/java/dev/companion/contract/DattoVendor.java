package dev.companion.contract;

import dev.companion.vendor.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side of the wire, as an administrator of the platform sees and changes it. */
interface DattoVendor extends AutoCloseable {

    /** Operations by the names that {@link #trouble} and {@link #calls} take. */
    String LIST_SITES = "GET /v2/account/sites";

    String READ_SITE = "GET /v2/site/{siteUid}";
    String LIST_USERS = "GET /v2/account/users";
    String LIST_VARIABLES = "GET /v2/site/{siteUid}/variables";
    String CREATE_VARIABLE = "PUT /v2/site/{siteUid}/variable";
    String UPDATE_VARIABLE = "POST /v2/site/{siteUid}/variable/{variableId}";
    String DELETE_VARIABLE = "DELETE /v2/site/{siteUid}/variable/{variableId}";
    String READ_ACTIVITIES = "GET /v2/activity-logs";
    String CREATE_USER = "POST /v2/account/user";
    String UPDATE_USER = "PUT /v2/account/user/{userUid}";
    String DELETE_USER = "DELETE /v2/account/user/{userUid}";

    /** A pair of an API key and its secret key. */
    record KeyPair(Secret key, Secret secretKey) {}

    /** As an administrator pastes it. */
    String apiUrl();

    /** {@code host:port} of the address. */
    String hostAndPort();

    KeyPair administrator();

    /** A pair whose owner may not list users. */
    KeyPair technician();

    String accountUid();

    String accountName();

    /** Every site that the administrator's key may see, in no special order. */
    List<String> siteUids();

    /** @return the uid */
    String addSite(String name, @Nullable Boolean onDemand);

    /** A system site that is listed like others; its uid is no GUID. */
    String pseudoSite();

    void deleteSite(String uid);

    /** Takes the site out of every security level. */
    void hideSite(String uid);

    List<String> usernames();

    /** A user who never signed in. */
    void addUser(String username, String firstName, String lastName, boolean disabled);

    /** Whether there are calls for single users. */
    boolean offersSingleUsers();

    /** Every field of a user, by any names, as the platform keeps it; empty if there is no such user. */
    Map<String, @Nullable Object> userFields(String uid);

    void disableUser(String uid);

    /**
     * A new line of the activity log, written now.
     *
     * @param entity {@code DEVICE} or {@code USER}
     */
    void addActivity(
            String entity,
            String action,
            @Nullable String siteUid,
            @Nullable String username,
            @Nullable String details);

    /** From now on the activity log answers, and says that it could not be read. */
    void failActivityLog();

    /** Whether writes have a quota of their own, and one for each operation. */
    boolean countsWritesApart();

    /** The name under which new variables are counted. */
    default String counterOfNewVariables() {
        return "site-variable-create";
    }

    /** Removes this right from every key. */
    void forbid(String operation);

    /** From now on the pages of this list are empty. */
    void emptyPages(String operation);

    /** What the site's variables of this name really hold. */
    List<String> values(String siteUid, String name);

    void addMaskedVariable(String siteUid, String name, String value);

    /** Takes the administrator's key away, with its tokens. */
    void revokeKey();

    /** Forgets every token; the keys stay good. */
    void forgetTokens();

    void trouble(String operation, Trouble trouble);

    /** Ends all trouble. */
    void calm();

    long calls(String operation);

    /** The value of a single variable; empty if there is none. */
    default Optional<String> value(String siteUid, String name) {
        var values = values(siteUid, name);
        if (values.size() > 1) {
            throw new AssertionError("variable " + name + " is there " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    @Override
    void close();
}
