package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;

/**
 * What a caller can reach: its own company and all below it; the inside of a company only if that company allows it.
 */
final class Reach {

    private final World world;
    private final GravityZoneWorld cloud;

    Reach(World world) {
        this.world = world;
        this.cloud = world.gravityZone();
    }

    /** The company that a parameter names; the caller's own if it is absent. */
    Company companyOrOwn(Caller caller, Params params, String name) {
        return params.text(name).map(id -> company(caller, id, name)).orElse(caller.company());
    }

    Company company(Caller caller, String id, String parameter) {
        Company company = cloud.company(id).orElse(null);
        if (company == null || !cloud.isWithin(caller.company().id(), id)) {
            throw outOfReach(company != null, parameter);
        }
        return company;
    }

    /** A company whose network, packages and users the caller may touch. */
    Company inside(Caller caller, Company company, String parameter) {
        if (!company.manageable() && !company.id().equals(caller.company().id())) {
            throw outOfReach(true, parameter);
        }
        return company;
    }

    /** A partner company or a company folder within reach, which can contain companies. */
    String place(Caller caller, String id, String parameter) {
        boolean folder = cloud.folder(id).isPresent();
        boolean partner = cloud.company(id)
                .filter(company -> company.type() == Company.PARTNER)
                .isPresent();
        if ((!folder && !partner) || !cloud.isWithin(caller.company().id(), id)) {
            throw JsonRpcError.invalidValue(parameter);
        }
        return id;
    }

    JsonRpcError outOfReach(boolean exists, String parameter) {
        if (world.switches().is(Switch.GZ_INACCESSIBLE_ID, "DISTINCT")) {
            return exists
                    ? new JsonRpcError(JsonRpcError.NOT_AUTHORIZED, 200, "You are not allowed to access this item")
                    : new JsonRpcError(JsonRpcError.NOT_FOUND, 200, "The item does not exist");
        }
        return JsonRpcError.invalidValue(parameter);
    }
}
