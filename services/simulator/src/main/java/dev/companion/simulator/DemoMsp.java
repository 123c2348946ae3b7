package dev.companion.simulator;

import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.License;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.Site;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The MSP of the demonstration: 40 Managed and 4 OnDemand sites, the system site, and 12 users; a partner company with
 * 15 customers, of which 13 can be linked. Its credentials are published on purpose and valid here only.
 */
public final class DemoMsp {

    public static final String ACCOUNT_UID = "A1B2C3D4";
    public static final String ACCOUNT_NAME = "Northwind Managed IT";

    /** The administrator's key pair. */
    public static final String API_KEY = "DEMOADMIN7Q2K4M6P8R";

    public static final String API_SECRET_KEY = "demo-administrator-secret-for-the-simulator";

    /** A technician's key pair: sites can be read, the users list returns 403. */
    public static final String TECHNICIAN_API_KEY = "DEMOTECH3S5T7V9X2Z4";

    public static final String TECHNICIAN_API_SECRET_KEY = "demo-technician-secret-for-the-simulator";

    /** A partner's key with the four services that the product needs. */
    public static final String GRAVITYZONE_API_KEY = "demo0gravityzone0key0for0the0simulator0000000000000000000000d3m0";

    /** Names under which the control port knows the keys. */
    public static final String ADMINISTRATOR_KEY_NAME = "demo-administrator";

    public static final String TECHNICIAN_KEY_NAME = "demo-technician";
    public static final String GRAVITYZONE_KEY_NAME = "demo-gravityzone";

    /** A site whose name is used by an invisible company of another tenant. */
    public static final String TAKEN_ELSEWHERE = "Quayside Architects";

    /** The name shared by two sites. */
    public static final String SHARED_NAME = "Riverside Medical Centre";

    private static final String ADMINISTRATOR = "anna.berg@northwind.example";
    private static final String TECHNICIAN = "tom.fletcher@northwind.example";
    private static final int SITE_NAME_MAX = 255;

    private static final List<String> MANAGED = List.of(
            "Managed",
            "Aldgate Dental Practice",
            "Baker & Sons Joinery",
            "Bergmann Maschinenbau GmbH",
            "Brightwater Primary School",
            "Café Lumière Sàrl",
            "Carrow Hill Surgery",
            "Chester Road Motors",
            "Copperfield Solicitors LLP",
            "Dunmore Veterinary Clinic",
            "Eastgate Logistics - Office",
            "Eastgate Logistics - Warehouse",
            "Ferris Accountants",
            "Fjordlys Regnskap AS",
            "Gallagher Insurance Brokers",
            "Greenfield Housing Trust",
            "Harbour View Hotel",
            "Hartmann Steuerberatung",
            "Holloway Print Works",
            "Imprenta Joven de Málaga",
            "Kilbride Farm Supplies",
            "Kowalski Budownictwo Sp. z o.o.",
            "Lindqvist Arkitekter AB",
            "Longmeadow Care Home",
            "Łódź Studio Graficzne",
            "Marlow & Finch Estate Agents",
            "Müller & Söhne Spedition",
            "Northgate Garden Centre",
            "O'Connell Pharmacy",
            "Pellegrini Gelato S.r.l.",
            TAKEN_ELSEWHERE,
            SHARED_NAME,
            SHARED_NAME,
            "Stanhope Engineering",
            "Thistle & Rowan Catering",
            "Vermeulen Bouw BV",
            "Wexford Community Library",
            "Żółw Hostel i Kawiarnia",
            "Ελληνικό Φαρμακείο Πλάκας",
            longName());

    private static final List<String> ON_DEMAND =
            List.of("OnDemand", "Walk-in Repairs", "Home Users", "Trade Show Loan Laptops");

    /** Customers directly below the partner, named like sites or almost so. */
    private static final List<String> CUSTOMERS = List.of(
            "Aldgate Dental Practice",
            "Baker & Sons Joinery",
            "Bergmann Maschinenbau GmbH",
            "Carrow Hill Surgery",
            "Copperfield Solicitors LLP",
            "Ferris Accountants",
            "Harbour View Hotel",
            "Stanhope Engineering",
            "Chester Rd Motors Ltd",
            "Mueller & Soehne Spedition",
            "Northwind Internal Lab");

    private record Person(String first, String last, String role, boolean disabled, int lastSeenHours) {}

    private static final List<Person> USERS = List.of(
            new Person("Anna", "Berg", "Admin", false, 1),
            new Person("Tom", "Fletcher", "Technician", false, 3),
            new Person("Priya", "Nair", "Admin", false, 20),
            new Person("Lars", "Holm", "Technician", false, 5),
            new Person("Zoë", "Lambert", "Technician", false, 8),
            new Person("Marek", "Nowak", "Technician", false, 30),
            new Person("Siobhán", "Walsh", "Read-Only", false, 100),
            new Person("Jürgen", "Weiß", "Technician", true, 2_400),
            new Person("Elena", "Rossi", "Technician", false, 2),
            new Person("Peter", "Ashdown", "Read-Only", true, 5_000),
            new Person("Chloe", "Marsh", "Technician", false, 12),
            // Never signed in.
            new Person("Nils", "Aaberg", "Technician", false, -1));

    private DemoMsp() {}

    static void build(World world) {
        buildDatto(world);
        buildGravityZone(world);
    }

    private static void buildDatto(World world) {
        DattoWorld datto = world.datto();
        datto.addAccount(ACCOUNT_UID, ACCOUNT_NAME);
        for (int i = 0; i < MANAGED.size(); i++) {
            furnish(datto, datto.addSite(ACCOUNT_UID, MANAGED.get(i), false), i);
        }
        for (int i = 0; i < ON_DEMAND.size(); i++) {
            furnish(datto, datto.addSite(ACCOUNT_UID, ON_DEMAND.get(i), true), i);
        }
        datto.addSiteWithUid("deleted-devices-" + ACCOUNT_UID, ACCOUNT_UID, DattoWorld.DELETED_DEVICES, false);
        Instant now = world.now();
        for (Person person : USERS) {
            RmmUser user = datto.addUser(ACCOUNT_UID, username(person), person.first(), person.last(), person.role());
            RmmUser seen = person.lastSeenHours() < 0
                    ? user
                    : user.lastSeen(now.minus(Duration.ofHours(person.lastSeenHours())));
            datto.replace(seen.disabled(person.disabled(), now));
        }
        datto.keys()
                .add(new DattoKey(
                        ADMINISTRATOR_KEY_NAME, API_KEY, API_SECRET_KEY, ACCOUNT_UID, ADMINISTRATOR, true, false));
        datto.keys()
                .add(new DattoKey(
                        TECHNICIAN_KEY_NAME,
                        TECHNICIAN_API_KEY,
                        TECHNICIAN_API_SECRET_KEY,
                        ACCOUNT_UID,
                        TECHNICIAN,
                        false,
                        false));
    }

    private static String username(Person person) {
        return switch (person.last()) {
            case "Berg" -> ADMINISTRATOR;
            case "Fletcher" -> TECHNICIAN;
            default -> ascii(person.first() + "." + person.last()) + "@northwind.example";
        };
    }

    /** Lower case without accents, for an address. */
    private static String ascii(String text) {
        return Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static void furnish(DattoWorld datto, Site site, int index) {
        int devices = 3 + index * 7 % 58;
        Site furnished = site.withDevices(devices, devices * 4 / 5);
        if (index % 3 == 0) {
            furnished = furnished.withAutotask(site.name(), Integer.toString(29_600_000 + index));
        }
        if (index % 4 == 0) {
            furnished = furnished.with(
                    site.name(), "Contract NW-" + (1_000 + index), null, site.onDemand(), index % 8 == 0);
        }
        datto.replace(furnished);
    }

    private static void buildGravityZone(World world) {
        GravityZoneWorld cloud = world.gravityZone();
        Company distributor = cloud.addPartner(null, "Halden Security Distribution", false);
        Company own = cloud.addPartner(distributor.id(), ACCOUNT_NAME, true);
        for (int i = 0; i < CUSTOMERS.size(); i++) {
            Company customer = cloud.addCustomer(own.id(), CUSTOMERS.get(i));
            cloud.replace(customer.licensed(License.monthly(addOns(i))).withAgents(i * 5 % 23));
        }
        String folder = cloud.addFolder(own.id(), "Nordics").id();
        cloud.addCustomer(folder, "Lindqvist Arkitekter AB");
        Company branch = cloud.addPartner(own.id(), "Northwind Scotland", false);
        cloud.addCustomer(branch.id(), "Greenfield Housing");
        cloud.replace(cloud.addCustomer(own.id(), "Old Mill Brewery").suspended(true));
        cloud.replace(cloud.addCustomer(own.id(), "Trentham Garden Centre").manageable(false));

        Company sibling = cloud.addPartner(distributor.id(), "Southgate IT Partners", true);
        cloud.addCustomer(sibling.id(), "Bramble Lane Nursery");
        Company foreign = cloud.addPartner(null, "Pacific Rim Security Services", true);
        cloud.addCustomer(foreign.id(), TAKEN_ELSEWHERE);

        cloud.addKey(new GravityZoneKey(
                GRAVITYZONE_KEY_NAME,
                GRAVITYZONE_API_KEY,
                own.id(),
                Set.of("companies", "licensing", "packages", "network"),
                false,
                world.now()));
    }

    private static Set<String> addOns(int index) {
        return switch (index % 3) {
            case 0 -> Set.of("manageEventCorrelator", "managePatchManagement", "manageExchange", "manageEncryption");
            case 1 -> Set.of("managePatchManagement");
            default -> Set.of();
        };
    }

    private static String longName() {
        String start = "Yarborough and District Agricultural, Horticultural and Rural Crafts Society ";
        String name = start + "(Head Office, Showground, Members' Pavilion, Education Centre and Livestock Yard) ";
        return (name
                        + "of the Counties of Northmere, Eastmere, Southmere and Westmere, Incorporated by Charter "
                                .repeat(3))
                .substring(0, SITE_NAME_MAX);
    }
}
