package dev.companion.simulator.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything about the vendors that is unknown, disputed or different between accounts. A switch is either a choice
 * from a closed list or a whole number; each has a value in either profile.
 */
public enum Switch {
    DATTO_GRANT("datto.grant", "PASSWORD|CLIENT_CREDENTIALS|BOTH", "PASSWORD", "CLIENT_CREDENTIALS"),
    DATTO_TOKEN_LIFE_SECONDS("datto.tokenLifeSeconds", "360000", "14400"),
    DATTO_BAD_CREDENTIALS("datto.badCredentials", "401|400", "401"),
    DATTO_WRONG_CLIENT("datto.wrongClient", "302|401", "302"),
    DATTO_API_ACCESS("datto.apiAccess", "ON|OFF_401|OFF_403", "ON"),
    DATTO_IP_RESTRICTION("datto.ipRestriction", "OFF|403", "OFF"),
    DATTO_DISABLED_USER_TOKENS("datto.disabledUserTokens", "DIE|LIVE", "DIE"),
    DATTO_PAGING("datto.paging", "REAL|SEED", "REAL", "SEED"),
    DATTO_PAGE_DEFAULT("datto.pageDefault", "250", "100"),
    DATTO_PAGE_MAX("datto.pageMax", "250"),
    DATTO_PAGE_DETAILS("datto.pageDetails", "ON|OFF", "ON"),
    DATTO_TOTAL_COUNT("datto.totalCount", "ON|OFF", "ON"),
    DATTO_END_MARKER("datto.endMarker", "NULL|EMPTY|ABSENT", "NULL"),
    DATTO_NEXT_PAGE_FILTERS("datto.nextPageFilters", "KEPT|DROPPED", "KEPT"),
    DATTO_NEXT_PAGE_HOST("datto.nextPageHost", "OWN|FOREIGN", "OWN"),
    DATTO_PAGE_BEYOND_END("datto.pageBeyondEnd", "EMPTY|404", "EMPTY"),
    DATTO_TIMESTAMPS("datto.timestamps", "EPOCH_MILLIS|EPOCH_SECONDS|ISO", "EPOCH_MILLIS", "ISO"),
    DATTO_NEVER("datto.never", "NULL|YEAR_ONE", "NULL"),
    DATTO_DUPLICATE_VARIABLE("datto.duplicateVariable", "UPSERT|400|409", "UPSERT"),
    DATTO_VARIABLE_NAME_CASE("datto.variableNameCase", "SENSITIVE|INSENSITIVE", "SENSITIVE"),
    DATTO_VARIABLE_VALUE_MAX("datto.variableValueMax", "4000"),
    DATTO_DUPLICATE_SITE_NAME("datto.duplicateSiteName", "ALLOWED|409", "ALLOWED"),
    DATTO_ERROR_BODY("datto.errorBody", "SPRING|MESSAGE|TITLE|EMPTY|HTML", "SPRING"),
    DATTO_NON_GUID_SITE("datto.nonGuidSite", "404|400", "404"),
    DATTO_FOREIGN_SITE("datto.foreignSite", "404|403", "404"),
    DATTO_HIDDEN_SITE("datto.hiddenSite", "403|404", "403"),
    DATTO_USER_ENDPOINTS("datto.userEndpoints", "OFF|ON", "OFF", "ON"),
    DATTO_USER_FIELDS("datto.userFields", "REAL|SEED", "REAL", "SEED"),
    DATTO_ACTIVITY_USER_EVENTS("datto.activityUserEvents", "ON|OFF", "ON"),
    DATTO_ACTIVITY_ERROR("datto.activityError", "OFF|ON", "OFF"),
    DATTO_LIMIT_SCOPE("datto.limitScope", "ACCOUNT|KEY", "ACCOUNT", "KEY"),
    DATTO_LIMIT_BUCKETS("datto.limitBuckets", "SEPARATE|LEGACY", "SEPARATE", "LEGACY"),
    DATTO_READS_PER_MINUTE("datto.readsPerMinute", "600"),
    DATTO_WRITES_PER_MINUTE("datto.writesPerMinute", "600"),
    DATTO_WRITES_PER_OPERATION("datto.writesPerOperation", "100"),
    DATTO_WRITE_COUNTERS("datto.writeCounters", "CREATE|SET|SET_JOINT", "CREATE"),
    DATTO_REFUSED_CALLS("datto.refusedCalls", "COUNTED|FREE", "COUNTED", "FREE"),
    DATTO_SLOW_DOWN_MILLIS("datto.slowDownMillis", "1000", "0"),
    DATTO_RETRY_AFTER("datto.retryAfter", "SECONDS|DATE|OFF", "SECONDS"),
    DATTO_BLOCK_AFTER("datto.blockAfter", "20", "0"),
    DATTO_BLOCK_SECONDS("datto.blockSeconds", "300"),

    GZ_REQUESTS_PER_SECOND("gravityzone.requestsPerSecond", "10"),
    GZ_LICENSING_PER_SECOND("gravityzone.licensingPerSecond", "5"),
    GZ_LIMIT_SCOPE("gravityzone.limitScope", "KEY|ADDRESS", "KEY"),
    GZ_TOO_MANY_BODY("gravityzone.tooManyBody", "JSON_RPC|EMPTY", "JSON_RPC"),
    GZ_RETRY_AFTER("gravityzone.retryAfter", "SECONDS|OFF", "SECONDS"),
    GZ_UNAUTHORIZED_BODY("gravityzone.unauthorizedBody", "JSON_RPC|HTML", "JSON_RPC"),
    GZ_DISABLED_SERVICE("gravityzone.disabledService", "403|401", "403"),
    GZ_KEY_DETAILS("gravityzone.keyDetailsWithoutGeneral", "ALLOWED|403", "ALLOWED"),
    GZ_UNKNOWN_PARAMS("gravityzone.unknownParams", "REFUSED|IGNORED", "REFUSED"),
    GZ_INACCESSIBLE_ID("gravityzone.inaccessibleId", "INVALID_PARAMS|DISTINCT", "INVALID_PARAMS"),
    GZ_DUPLICATE_NAME("gravityzone.duplicateName", "INVALID_PARAMS|SERVER_ERROR", "INVALID_PARAMS"),
    GZ_NAME_CASE("gravityzone.nameCase", "INSENSITIVE|SENSITIVE", "INSENSITIVE"),
    GZ_FIND_MAX("gravityzone.findMax", "25"),
    GZ_MOVE("gravityzone.move", "ALLOWED|MISSING", "ALLOWED"),
    GZ_DELETE_WITH_AGENTS("gravityzone.deleteWithAgents", "ALLOWED|REFUSED", "ALLOWED"),
    GZ_DUPLICATE_PACKAGE("gravityzone.duplicatePackage", "REFUSED|ALLOWED", "REFUSED"),
    GZ_UNLICENSED_MODULE("gravityzone.unlicensedModule", "STORED_OFF|REFUSED", "STORED_OFF"),
    GZ_PACKAGES_ON_ROOT("gravityzone.packagesOnRoot", "REFUSED|ALLOWED", "REFUSED"),
    GZ_PAGE_BEYOND_END("gravityzone.pageBeyondEnd", "REFUSED|EMPTY", "REFUSED"),
    GZ_PER_PAGE_ABOVE_MAX("gravityzone.perPageAboveMax", "CUT|REFUSED", "CUT"),
    GZ_INVENTORY_PAGE_MAX("gravityzone.inventoryPageMax", "1000"),
    GZ_INVENTORY_PARENT("gravityzone.inventoryParent", "CONTAINER|COMPANY", "CONTAINER"),
    GZ_LICENSE_FLAGS("gravityzone.licenseFlags", "TOP|OWN_USE", "TOP"),
    GZ_LICENSE_RESULT("gravityzone.licenseResult", "OBJECT|ARRAY", "OBJECT"),
    GZ_PACKAGE_BOOLEANS("gravityzone.packageBooleans", "BOOLEAN|NUMBER", "BOOLEAN"),
    GZ_LINK_BUILD_MILLIS("gravityzone.linkBuildMillis", "3000"),
    GZ_LINK_WHILE_BUILDING("gravityzone.linkWhileBuilding", "PRESENT|ABSENT|NO_ROW", "PRESENT"),
    GZ_LINK_STATUS("gravityzone.linkStatus", "ON|OFF", "ON"),
    GZ_LINK_ROWS("gravityzone.linkRows", "ARRAY|OBJECT", "ARRAY"),
    GZ_RENAME_CHANGES_LINK("gravityzone.renameChangesLink", "ON|OFF", "ON");

    private final String key;
    private final List<String> choices;
    private final String real;
    private final String seed;

    Switch(String key, String choices, String real, String seed) {
        this.key = key;
        this.choices = choices.isEmpty() ? List.of() : List.of(choices.split("\\|"));
        this.real = real;
        this.seed = seed;
    }

    Switch(String key, String choicesOrReal, String realOrSeed) {
        this(
                key,
                choicesOrReal.contains("|") ? choicesOrReal : "",
                choicesOrReal.contains("|") ? realOrSeed : choicesOrReal,
                realOrSeed);
    }

    Switch(String key, String number) {
        this(key, "", number, number);
    }

    public static Optional<Switch> named(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** The closed list of values; empty for a whole number from 0. */
    public List<String> choices() {
        return choices;
    }

    public String valueIn(Profile profile) {
        return switch (profile) {
            case REAL -> real;
            case SEED -> seed;
        };
    }

    /** @throws IllegalArgumentException naming the switch, the value and what is expected instead */
    void check(String value) {
        boolean good = choices.isEmpty() ? value.matches("\\d{1,9}") : choices.contains(value);
        if (!good) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: "
                    + (choices.isEmpty() ? "a whole number from 0" : String.join(" or ", choices)) + ")");
        }
    }
}
