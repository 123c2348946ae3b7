package dev.companion.console;

import dev.companion.console.probe.VendorSessions;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Account;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.Secret;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Two Datto RMM accounts and a few GravityZone keys. A key with {@link #SECRET} gets in, any other does not. */
public class FakeVendors implements VendorSessions {

    public static final String RMM_URL = "https://merlot-api.example";
    public static final String ACCESS_URL = "https://cloud.example/api";
    public static final String SECRET = "s3cret-canary-of-the-sign-in-form";
    public static final String ALICE = "key-of-alice-aaaa";
    public static final String BOB = "key-of-bob-in-another-tenant-bbbb";
    public static final String TECHNICIAN = "key-of-a-technician-cccc";
    public static final String ODD_ACCOUNT = "key-of-an-odd-account-dddd";
    public static final String OUTAGE = "key-while-the-platform-is-down-eeee";

    public static final String PARTNER_KEY = "gravityzone-canary-partner-1111";
    public static final String OTHER_PARTNER_KEY = "gravityzone-canary-partner-2222";
    public static final String POOR_KEY = "gravityzone-canary-without-packages-3333";
    public static final String CUSTOMER_KEY = "gravityzone-canary-customer-4444";

    private final Map<String, FakeDatto> clients = new ConcurrentHashMap<>();

    public FakeVendors() {
        clients.put(ALICE, new FakeDatto(new Found<>(new Account("tenant-a", "Northwind MSP"))));
        clients.put(BOB, new FakeDatto(new Found<>(new Account("tenant-b", "Borealis IT"))));
        var technician = new FakeDatto(new Found<>(new Account("tenant-a", "Northwind MSP")));
        technician.usersAnswer(new Refused<>(Reason.PERMISSION, "users need an administrator"));
        clients.put(TECHNICIAN, technician);
        clients.put(ODD_ACCOUNT, new FakeDatto(new Found<>(new Account("tenant|x", "Odd"))));
        clients.put(OUTAGE, new FakeDatto(new Unavailable<>("the platform does not answer")));
    }

    /** The client that a key gets, so that a test can change what it answers from now on. */
    public FakeDatto datto(String apiKey) {
        return clients.get(apiKey);
    }

    /** An administrator's key of an account that is there for one test alone. */
    public String administratorOf(String accountUid) {
        var key = "key-of-an-administrator-of-" + accountUid;
        clients.computeIfAbsent(key, _ -> new FakeDatto(new Found<>(new Account(accountUid, "MSP " + accountUid))));
        return key;
    }

    @Override
    public CallResult<String> rmmAddress(String pasted) {
        return address(pasted, "");
    }

    @Override
    public CallResult<String> gravityZoneAddress(String pasted) {
        return address(pasted, "/api");
    }

    private static CallResult<String> address(String pasted, String path) {
        return pasted.startsWith("https://") && pasted.contains(".example")
                ? new Found<>(pasted.replaceFirst("(https://[^/]*).*", "$1") + path)
                : new Refused<>(Reason.ADDRESS_NOT_ALLOWED, "the address is neither of these vendors");
    }

    @Override
    public DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey) {
        var known = clients.get(apiKey.reveal());
        return known != null && apiSecretKey.reveal().equals(SECRET)
                ? known
                : new FakeDatto(new Refused<>(Reason.CREDENTIALS, "key or secret key not accepted"));
    }

    @Override
    public GravityZoneClient gravityZone(String accessUrl, Secret apiKey) {
        var all = Set.of("companies", "licensing", "packages", "network", "accounts");
        return switch (apiKey.reveal()) {
            case PARTNER_KEY -> new FakeGravityZone(new Found<>(all), company("64b6a1b2c3d4e5f601020304", "Northwind"));
            case OTHER_PARTNER_KEY ->
                new FakeGravityZone(new Found<>(all), company("64b6a1b2c3d4e5f6aaaaaaaa", "Other"));
            case POOR_KEY ->
                new FakeGravityZone(
                        new Found<>(Set.of("companies", "network")), company("64b6a1b2c3d4e5f601020304", "Northwind"));
            case CUSTOMER_KEY ->
                new FakeGravityZone(
                        new Found<>(all),
                        new Found<>(new Company(
                                "64b6a1b2c3d4e5f6cccccccc",
                                "A customer",
                                CompanyType.CUSTOMER,
                                null,
                                null,
                                null,
                                null,
                                null)));
            default -> {
                CallResult<Set<String>> refused = new Refused<>(Reason.CREDENTIALS, "the key is not known");
                yield new FakeGravityZone(refused, new Refused<>(Reason.CREDENTIALS, "the key is not known"));
            }
        };
    }

    private static CallResult<Company> company(String id, String name) {
        return new Found<>(new Company(id, name, CompanyType.PARTNER, null, null, null, null, null));
    }
}
