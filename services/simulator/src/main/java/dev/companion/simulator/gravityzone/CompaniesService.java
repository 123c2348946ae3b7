package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.GravityZoneUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Companies: create, read, find, change, delete, suspend. Names are unique in the whole cloud. */
final class CompaniesService implements Service {

    private static final int NAME_MAX = 64;
    private static final int ADDRESS_MAX = 128;
    private static final int PHONE_MAX = 32;
    private static final Set<Integer> SKIP_2FA = Set.of(0, 1, 3, 7, 14, 30, 90);

    private final World world;
    private final GravityZoneWorld cloud;
    private final Reach reach;
    private final Licenses licenses;

    CompaniesService(World world, Reach reach, Licenses licenses) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.reach = reach;
        this.licenses = licenses;
    }

    @Override
    public String name() {
        return "companies";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer
                ? Map.of()
                : Map.of(
                        "createCompany", this::create,
                        "getCompanyDetails", this::details,
                        "getCompanyDetailsByUser", this::detailsByUser,
                        "findCompaniesByName", this::find,
                        "updateCompanyDetails", this::update,
                        "deleteCompany", this::delete,
                        "suspendCompany", (caller, params) -> suspend(caller, params, true),
                        "activateCompany", (caller, params) -> suspend(caller, params, false));
    }

    private Object create(Caller caller, Params params) {
        int type = params.requiredNumber("type");
        if (type != Company.PARTNER && type != Company.CUSTOMER) {
            throw JsonRpcError.invalidValue("type");
        }
        String name = companyName(params.requiredText("name", NAME_MAX));
        String parentId = reach.place(
                caller, params.text("parentId").orElse(caller.company().id()), "parentId");
        boolean manageable = params.flag("canBeManagedByAbove").orElse(true);
        String email = params.text("accountEmail").orElse(null);
        String fullName = params.text("accountFullName").orElse(null);
        if (!manageable && (email == null || fullName == null)) {
            throw params.missing(email == null ? "accountEmail" : "accountFullName");
        }
        params.flag("enforce2FA");
        String timezone = params.text("accountTimezone").orElse("GMT");
        String language = params.text("accountLanguage").orElse("en_US");
        Company blank = cloud.blank(type, name, parentId, false)
                .manageable(manageable)
                .licensed(licenses.ofNewCompany(params, world.now()))
                .byApi();
        Company company = described(blank, type, params);
        params.done();
        requireFree(name, null);
        cloud.addCompany(company);
        if (email != null) {
            cloud.put(new GravityZoneUser(
                    cloud.ids().next(),
                    company.id(),
                    email,
                    fullName == null ? email : fullName,
                    timezone,
                    language,
                    1,
                    Map.of(),
                    null));
        }
        return company.id();
    }

    private static Company described(Company company, int type, Params params) {
        String address = params.text("address", ADDRESS_MAX).orElse(company.address());
        if (address != null && address.matches(".*<[^>]*>.*")) {
            throw params.invalid("address", "HTML is not allowed");
        }
        JsonNode contact = params.objectOrNull("contactPerson");
        JsonNode fields = params.raw("customFields");
        return company.described(
                type,
                address,
                params.text("country").orElse(company.country()),
                params.text("state").orElse(company.state()),
                params.text("phone", PHONE_MAX).orElse(company.phone()),
                params.number("industry").orElse(company.industry()),
                params.numberOf("skip2FAPeriod", company.skip2FAPeriod(), SKIP_2FA),
                contact == null ? company.contactPerson() : contact,
                fields.isArray() ? fields : company.customFields());
    }

    private static String companyName(String name) {
        if (name.indexOf('<') >= 0 || name.indexOf('>') >= 0) {
            throw JsonRpcError.invalidValue("name");
        }
        return name.strip();
    }

    private void requireFree(String name, @Nullable String ownId) {
        boolean taken = cloud.companiesNamed(name).stream()
                .anyMatch(other -> !other.id().equals(ownId));
        if (taken) {
            int code = world.switches().is(Switch.GZ_DUPLICATE_NAME, "SERVER_ERROR")
                    ? JsonRpcError.SERVER_ERROR
                    : JsonRpcError.INVALID_PARAMS;
            throw new JsonRpcError(
                    code,
                    200,
                    "Invalid value for 'name': it must be unique and a company with this name already exists");
        }
    }

    private Object details(Caller caller, Params params) {
        Company company = reach.companyOrOwn(caller, params, "companyId");
        params.done();
        return render(company);
    }

    private Object detailsByUser(Caller caller, Params params) {
        String username = params.requiredText("username");
        params.ignoring("password").done();
        return Stream.concat(
                        Stream.of(caller.company()),
                        cloud.subtreeOf(caller.company().id()).stream())
                .filter(company -> cloud.users(company.id()).stream()
                        .anyMatch(user -> user.email().equalsIgnoreCase(username)))
                .findFirst()
                .map(this::render)
                .orElseThrow(() -> JsonRpcError.invalidValue("username"));
    }

    private Object find(Caller caller, Params params) {
        String filter = params.requiredText("nameFilter");
        int max = params.number("maxResults").orElse(world.switches().number(Switch.GZ_FIND_MAX));
        params.done();
        String root = caller.company().id();
        Stream<Company> found;
        if (filter.startsWith("*")) {
            String part = filter.substring(1).toLowerCase(Locale.ROOT);
            found = cloud.subtreeOf(root).stream()
                    .filter(company -> company.name().toLowerCase(Locale.ROOT).contains(part));
        } else {
            found = cloud.companiesStartingWith(filter).stream()
                    .filter(company -> !company.id().equals(root) && cloud.isWithin(root, company.id()));
        }
        List<Company> shown =
                caller.call().pageIsEmpty() ? List.of() : found.limit(max).toList();
        return shown.stream().map(this::render).toList();
    }

    private @Nullable Object update(Caller caller, Params params) {
        Company company = reach.companyOrOwn(caller, params, "id");
        int type = params.numberOf("type", company.type(), Set.of(Company.PARTNER, Company.CUSTOMER));
        if (type != company.type()) {
            boolean own = company.id().equals(caller.company().id());
            if (own || hasAnythingBelow(company)) {
                throw JsonRpcError.invalidValue("type");
            }
        }
        String name = companyName(params.text("name", NAME_MAX).orElse(company.name()));
        if (name.isEmpty()) {
            throw JsonRpcError.invalidValue("name");
        }
        Company changed = described(company, type, params).named(name);
        params.done();
        requireFree(name, company.id());
        cloud.replace(changed);
        return null;
    }

    private boolean hasAnythingBelow(Company company) {
        return !cloud.childrenOf(company.id()).isEmpty()
                || !cloud.foldersIn(company.id()).isEmpty();
    }

    private @Nullable Object delete(Caller caller, Params params) {
        Company company = reach.company(caller, params.requiredText("companyId"), "companyId");
        params.done();
        if (company.id().equals(caller.company().id())) {
            throw JsonRpcError.invalidValue("companyId");
        }
        if (hasAnythingBelow(company)) {
            throw JsonRpcError.invalidParams("The company has subordinate companies and cannot be deleted");
        }
        if (company.agents() > 0 && world.switches().is(Switch.GZ_DELETE_WITH_AGENTS, "REFUSED")) {
            throw JsonRpcError.invalidParams("The company has managed endpoints and cannot be deleted");
        }
        cloud.deleteCompany(company.id());
        return null;
    }

    private @Nullable Object suspend(Caller caller, Params params, boolean suspended) {
        Company company = reach.company(caller, params.requiredText("companyId"), "companyId");
        if (!params.has("recursive")) {
            throw params.missing("recursive");
        }
        boolean recursive = params.flag("recursive").orElse(false);
        params.done();
        if (company.id().equals(caller.company().id())) {
            throw JsonRpcError.invalidValue("companyId");
        }
        cloud.replace(company.suspended(suspended));
        if (recursive) {
            cloud.subtreeOf(company.id()).forEach(child -> cloud.replace(child.suspended(suspended)));
        }
        return null;
    }

    private Map<String, @Nullable Object> render(Company company) {
        String parentId = cloud.parentOf(company).map(Company::id).orElse(null);
        var details = Json.object(
                "type", company.type(),
                "name", company.name(),
                "id", company.id(),
                "address", company.address(),
                "phone", company.phone(),
                "country", company.country(),
                "state", company.state(),
                "industry", company.industry(),
                "canBeManagedByAbove", company.manageable(),
                "enforce2FA", true,
                "skip2FAPeriod", company.skip2FAPeriod(),
                "isSuspended", company.suspended(),
                "createdAt", Licenses.time(company.createdAt()),
                "parentCompanyId", parentId,
                "companyPath", path(company),
                "riskScore", Json.object("value", "0%", "impact", "N/A"));
        if (company.type() == Company.PARTNER) {
            details.put("contactPerson", company.contactPerson());
        }
        if (company.customFields() != null) {
            details.put("customFields", company.customFields());
        }
        return details;
    }

    private String path(Company company) {
        return cloud.parentOf(company)
                .map(parent -> path(parent) + "/" + company.id())
                .orElse("/" + company.id());
    }
}
