package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.row.Company;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The filters that pick companies by what they are and by their subscription. */
final class CompanyFilter {

    private static final Set<Integer> TYPES = Set.of(Company.PARTNER, Company.CUSTOMER);
    private static final Set<Integer> SUBSCRIPTIONS = Set.of(1, 2, 3, 4, 5, 6);
    private static final String TYPE = "companyType";
    private static final String SUBSCRIPTION = "subscriptionType";

    private CompanyFilter() {}

    static boolean isIn(Params filters) {
        return filters.has(TYPE) || filters.has(SUBSCRIPTION);
    }

    static Predicate<Company> read(Params filters) {
        Optional<Integer> type = oneOf(filters, TYPE, TYPES);
        Optional<Integer> subscription = oneOf(filters, SUBSCRIPTION, SUBSCRIPTIONS);
        return company -> (type.isEmpty() || type.get() == company.type())
                && (subscription.isEmpty()
                        || subscription.get() == company.license().subscriptionType());
    }

    /** Empty if it is absent; refused if its value is none of those documented. */
    static Optional<Integer> oneOf(Params filters, String name, Set<Integer> allowed) {
        Optional<Integer> value = filters.number(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw filters.invalid(name, "the value is not allowed");
        }
        return value;
    }
}
