package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Outcome.Reason;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Outcome.SeenPackage;
import dev.companion.provisioner.domain.Outcome.SeenVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Both vendors, as unhelpful as they may be: neither company nor package names are held to be unique within the tenant,
 * so nothing but the protocol stands between a link and its double.
 */
final class FakeVendors {

    private static final Duration KIT_BUILDS = Duration.ofSeconds(4);

    record MadeCompany(String id, String name, Instant createdAt, LinkKey by) {}

    record MadePackage(String id, String companyId, String name, Instant createdAt) {}

    final List<MadeCompany> companies = new ArrayList<>();
    final List<MadePackage> packages = new ArrayList<>();
    final Map<LinkKey, List<SeenVariable>> variables = new HashMap<>();
    final Set<String> takenElsewhere = new HashSet<>();
    final Set<LinkKey> deletedSites = new HashSet<>();
    private long ids = 100;

    static final LinkKey NOBODY = new LinkKey("t1", "nobody");

    void exists(String id, String name) {
        companies.add(new MadeCompany(id, name, Instant.EPOCH, NOBODY));
    }

    String linkOf(MadePackage pkg) {
        return "https://gz.example/setupdownloader_[" + pkg.id() + "=].exe";
    }

    /** The call reaches the vendor now. */
    Answer handle(Call call, Instant now) {
        return switch (call.step()) {
            case Step.FindCompanyByName find -> named(find.name());
            case Step.FindCompanyById find ->
                companies.stream()
                        .filter(company -> company.id().equals(find.companyId()))
                        .map(company -> Answer.companies(seen(company)))
                        .findFirst()
                        .orElse(Answer.refused(Reason.NOT_FOUND));
            case Step.CreateCompany create -> create(create.name(), call.link(), now);
            case Step.FindPackage find ->
                Answer.packages(packages.stream()
                        .filter(pkg -> pkg.companyId().equals(find.companyId()))
                        .map(pkg -> new SeenPackage(pkg.id(), pkg.name()))
                        .toArray(SeenPackage[]::new));
            case Step.CreatePackage create -> {
                var made = new MadePackage("p" + ids++, create.companyId(), create.packageName(), now);
                packages.add(made);
                yield Answer.created(made.id());
            }
            case Step.ReadPackageLink read -> link(read, now);
            case Step.ReadVariable _ -> read(call.link());
            case Step.WriteVariable write -> write(call.link(), write);
            case Step.DeleteVariable delete -> {
                var there = variablesOf(call.link()).removeIf(variable -> variable.id() == delete.variableId());
                yield there ? Answer.done() : Answer.refused(Reason.NOT_FOUND);
            }
        };
    }

    private Answer named(String name) {
        return Answer.companies(companies.stream()
                .filter(company -> company.name().equalsIgnoreCase(name.strip()))
                .map(this::seen)
                .toArray(SeenCompany[]::new));
    }

    private SeenCompany seen(MadeCompany company) {
        return new SeenCompany(company.id(), company.name(), true, Bench.ROOT, false, true, company.createdAt());
    }

    private Answer create(String name, LinkKey by, Instant now) {
        if (takenElsewhere.contains(name)) {
            return Answer.refused(Reason.NAME_TAKEN);
        }
        var made = new MadeCompany("c" + ids++, name, now, by);
        companies.add(made);
        return Answer.created(made.id());
    }

    private Answer link(Step.ReadPackageLink read, Instant now) {
        return packages.stream()
                .filter(pkg ->
                        pkg.companyId().equals(read.companyId()) && pkg.name().equals(read.packageName()))
                .findFirst()
                .map(pkg -> Answer.link(linkOf(pkg), now.isAfter(pkg.createdAt().plus(KIT_BUILDS))))
                .orElse(Answer.refused(Reason.NOT_FOUND));
    }

    private Answer read(LinkKey site) {
        return deletedSites.contains(site)
                ? Answer.refused(Reason.NOT_FOUND)
                : Answer.variables(variablesOf(site).toArray(SeenVariable[]::new));
    }

    private Answer write(LinkKey site, Step.WriteVariable write) {
        if (deletedSites.contains(site)) {
            return Answer.refused(Reason.NOT_FOUND);
        }
        var there = variablesOf(site);
        if (write.variableId() == null) {
            var id = there.isEmpty() ? ids++ : there.getFirst().id();
            there.clear();
            there.add(new SeenVariable(id, write.value()));
            return Answer.done();
        }
        if (there.removeIf(variable -> variable.id() == write.variableId())) {
            there.add(new SeenVariable(write.variableId(), write.value()));
            return Answer.done();
        }
        return Answer.refused(Reason.NOT_FOUND);
    }

    List<SeenVariable> variablesOf(LinkKey site) {
        return variables.computeIfAbsent(site, _ -> new ArrayList<>());
    }
}
