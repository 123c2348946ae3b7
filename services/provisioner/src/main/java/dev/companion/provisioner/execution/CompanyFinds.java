package dev.companion.provisioner.execution;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.Step;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vocabulary.CompanyName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds companies by id or name. A complete answer proves an absence. */
final class CompanyFinds {

    /** Most companies that the vendor's search by name returns: that many rows prove nothing about the rest. */
    private static final int SEARCH_CAP = 25;

    /** A shorter part of a name returns too many rows to prove anything. */
    private static final int PREFIX_MIN = 3;

    private static final int PAGES_MAX = 1_000;

    private final VendorClients clients;

    CompanyFinds(VendorClients clients) {
        this.clients = clients;
    }

    /**
     * @param complete whether everything was seen, so that what is not among the rows does not exist
     * @param requests number of requests that the find took
     */
    record Companies(List<Company> rows, boolean complete, int requests) {}

    CallResult<Companies> find(Intent intent) {
        var companyId = intent.getCompanyId().orElse(null);
        return clients.gravityZone(intent.getTenantId()).then(client -> {
            if (intent.getStep() == Step.FIND_COMPANIES) {
                return walk(client, intent.getCompanyNames()).then(found -> withParents(client, found));
            }
            return companyId == null
                    ? named(client, StepExecutor.required(intent.getCompanyName(), "company name"))
                    : byId(client, companyId, intent.getParentCompanyId().orElse(null));
        });
    }

    /**
     * A company's details name a company as its parent, never a folder: only the folder tells whether the company is in
     * it.
     */
    private static CallResult<Companies> byId(
            GravityZoneClient client, String companyId, @Nullable String expectedParent) {
        return client.company(companyId).then(company -> {
            if (expectedParent == null || expectedParent.equals(company.parentId())) {
                return new Found<>(new Companies(List.of(company), true, 1));
            }
            return client.childCompanies(expectedParent)
                    .map(children ->
                            children.stream().anyMatch(child -> child.id().equals(companyId))
                                    ? below(company, expectedParent)
                                    : company)
                    .map(seen -> new Companies(List.of(seen), true, 2));
        });
    }

    private static Company below(Company company, String parentId) {
        return new Company(
                company.id(),
                company.name(),
                company.type(),
                parentId,
                company.path(),
                company.suspended(),
                company.managedByPartner(),
                company.createdAt());
    }

    static void fill(Outcome.Builder outcome, Companies found) {
        outcome.setCompanies(found.rows().stream().map(FoundRows::company).toList())
                .setComplete(found.complete())
                .setRequests(found.requests());
    }

    /**
     * The vendor searches by prefix and returns at most {@link #SEARCH_CAP} rows, and how it compares is not known. So
     * only the plain part of the name is searched for, rows are compared by {@link CompanyName#key}, and if the name
     * has no plain part or the answer too many rows, all companies are walked.
     */
    private static CallResult<Companies> named(GravityZoneClient client, String name) {
        var text = new CompanyName(name).text();
        var prefix = plainPrefix(text);
        if (!prefix.equals(text) && prefix.length() < PREFIX_MIN) {
            return walk(client, List.of(name)).then(found -> withParents(client, found));
        }
        return client.findCompaniesByName(prefix)
                .then(rows -> {
                    var same = ofNames(rows, Set.of(key(name)));
                    return !same.isEmpty() || rows.size() < SEARCH_CAP
                            ? new Found<>(new Companies(same, true, 1))
                            : walk(client, List.of(name));
                })
                .then(found -> withParents(client, found));
    }

    /**
     * Returns the leading part of the name that an equal name can write differently only in its case: printable ASCII
     * with single blanks. The character before another one is left out, since a combining mark or a joiner may belong
     * to it.
     */
    static String plainPrefix(String name) {
        for (var at = 0; at < name.length(); at++) {
            var c = name.charAt(at);
            var isSecondBlank = c == ' ' && at > 0 && name.charAt(at - 1) == ' ';
            if (c < ' ' || c > '~' || isSecondBlank) {
                return name.substring(0, Math.max(0, at - 1)).strip();
            }
        }
        return name;
    }

    /** A listing may name a container as the parent. Adoption needs the parent company, which only the details name. */
    private static CallResult<Companies> withParents(GravityZoneClient client, Companies found) {
        var detailed = new ArrayList<Company>();
        for (var row : found.rows()) {
            switch (client.company(row.id())) {
                case Found<Company>(var details) -> detailed.add(details);
                // Deleted since the listing.
                case Missing<Company> _ -> {}
                case CallResult<Company> other -> {
                    return other.map(_ -> found);
                }
            }
        }
        return new Found<>(new Companies(
                detailed, found.complete(), found.requests() + found.rows().size()));
    }

    private static CallResult<Companies> walk(GravityZoneClient client, Collection<String> names) {
        var wanted = names.stream().map(CompanyFinds::key).collect(Collectors.toSet());
        var same = new ArrayList<Company>();
        var seen = 0L;
        var announced = 0L;
        PageCursor cursor = null;
        for (var page = 1; page <= PAGES_MAX; page++) {
            switch (client.companies(cursor)) {
                case Found<GravityZoneClient.Page<Company>>(var answer) -> {
                    same.addAll(ofNames(answer.rows(), wanted));
                    seen += answer.rows().size();
                    // Of several numbers the largest: if a company was deleted meanwhile, the pages moved, and another
                    // one may be on none.
                    announced = answer.total() == null ? announced : Math.max(announced, answer.total());
                    cursor = answer.next();
                    if (cursor == null) {
                        // Taken for the whole, a list that was cut would lead to a second company.
                        return new Found<>(new Companies(same, seen >= announced, page));
                    }
                }
                case CallResult<GravityZoneClient.Page<Company>> other -> {
                    var requests = page;
                    return other.map(_ -> new Companies(List.of(), false, requests));
                }
            }
        }
        return new Found<>(new Companies(same, false, PAGES_MAX));
    }

    private static List<Company> ofNames(List<Company> rows, Set<String> wanted) {
        return rows.stream()
                .filter(company -> wanted.contains(key(company.name())))
                .toList();
    }

    private static String key(String name) {
        return new CompanyName(name).key();
    }
}
