package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Both vendors, as unhelpful as possible: neither company nor package names are unique within the tenant, so only the
 * protocol prevents duplicates.
 */
final class FakeVendors {

    private static final Duration KIT_BUILDS = Duration.ofSeconds(4);

    /** @param by the link whose call created it */
    record CreatedCompany(String id, String name, Instant createdAt, LinkKey by, String parentId, boolean suspended) {}

    record MadePackage(String id, String companyId, String name, Instant createdAt, PackageProfile content) {}

    final List<CreatedCompany> companies = new ArrayList<>();
    final List<MadePackage> packages = new ArrayList<>();
    final Map<LinkKey, List<SeenVariable>> variables = new HashMap<>();
    final Set<AddOn> notLicensed = EnumSet.noneOf(AddOn.class);
    final Map<String, Long> machines = new HashMap<>();
    private long ids = 100;

    static final LinkKey NOBODY = new LinkKey("t1", "nobody");

    void exists(String id, String name) {
        companies.add(new CreatedCompany(id, name, Instant.EPOCH, NOBODY, Bench.ROOT, false));
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
                var made = new MadePackage(
                        "p" + ids++, create.companyId(), create.packageName(), now, stored(create.profile()));
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
            case Step.FindCompanies find ->
                Answer.companies(companies.stream()
                        .filter(company -> find.names().stream()
                                .anyMatch(name -> company.name().equalsIgnoreCase(name.strip())))
                        .map(this::seen)
                        .toArray(SeenCompany[]::new));
            case Step.ReadLicence read ->
                exists(read.companyId()) ? Answer.licence(notLicensed.toArray(AddOn[]::new)) : NOT_THERE;
            case Step.CountEndpoints count ->
                exists(count.companyId()) ? Answer.machines(machines.getOrDefault(count.companyId(), 0L)) : NOT_THERE;
            case Step.ReadPackage read ->
                packages.stream()
                        .filter(pkg -> pkg.id().equals(read.packageId()))
                        .findFirst()
                        .map(pkg -> Answer.contains(pkg.content()))
                        .orElse(NOT_THERE);
            case Step.UpdatePackage update -> update(update);
            case Step.DeletePackage delete ->
                packages.removeIf(pkg -> pkg.id().equals(delete.packageId())) ? Answer.done() : NOT_THERE;
            case Step.ReadPackageLinks read ->
                Answer.links(packages.stream()
                        .filter(pkg -> read.packages().contains(new Step.NamedPackage(pkg.companyId(), pkg.name())))
                        .map(pkg -> new SeenLink(
                                pkg.companyId(),
                                pkg.name(),
                                linkOf(pkg),
                                now.isAfter(pkg.createdAt().plus(KIT_BUILDS))))
                        .toArray(SeenLink[]::new));
            case Step.ChangeCompany change -> change(change);
        };
    }

    private static final Answer NOT_THERE = Answer.refused(Reason.NOT_FOUND);

    private boolean exists(String companyId) {
        return companies.stream().anyMatch(company -> company.id().equals(companyId));
    }

    /** What is not licensed is stored as off, without an error. */
    private PackageProfile stored(PackageProfile wanted) {
        return wanted.without(notLicensed);
    }

    private Answer update(Step.UpdatePackage update) {
        for (var i = 0; i < packages.size(); i++) {
            var pkg = packages.get(i);
            if (pkg.id().equals(update.packageId())) {
                packages.set(
                        i,
                        new MadePackage(
                                pkg.id(),
                                pkg.companyId(),
                                update.packageName(),
                                pkg.createdAt(),
                                stored(update.profile())));
                return Answer.done();
            }
        }
        return NOT_THERE;
    }

    private Answer change(Step.ChangeCompany change) {
        for (var i = 0; i < companies.size(); i++) {
            var is = companies.get(i);
            if (is.id().equals(change.companyId())) {
                switch (change.action()) {
                    case SUSPEND, ACTIVATE ->
                        companies.set(
                                i,
                                new CreatedCompany(
                                        is.id(),
                                        is.name(),
                                        is.createdAt(),
                                        is.by(),
                                        is.parentId(),
                                        change.action() == CompanyAction.SUSPEND));
                    case MOVE ->
                        companies.set(
                                i,
                                new CreatedCompany(
                                        is.id(),
                                        is.name(),
                                        is.createdAt(),
                                        is.by(),
                                        change.parentId(),
                                        is.suspended()));
                    case RENAME ->
                        companies.set(
                                i,
                                new CreatedCompany(
                                        is.id(),
                                        change.newName(),
                                        is.createdAt(),
                                        is.by(),
                                        is.parentId(),
                                        is.suspended()));
                    case DELETE -> {
                        companies.remove(i);
                        packages.removeIf(pkg -> pkg.companyId().equals(change.companyId()));
                    }
                }
                return Answer.done();
            }
        }
        return NOT_THERE;
    }

    private Answer named(String name) {
        return Answer.companies(companies.stream()
                .filter(company -> company.name().equalsIgnoreCase(name.strip()))
                .map(this::seen)
                .toArray(SeenCompany[]::new));
    }

    private SeenCompany seen(CreatedCompany company) {
        return new SeenCompany(
                company.id(), company.name(), true, company.parentId(), company.suspended(), true, company.createdAt());
    }

    private Answer create(String name, LinkKey by, Instant now) {
        var made = new CreatedCompany("c" + ids++, name, now, by, Bench.ROOT, false);
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
        return Answer.variables(variablesOf(site).toArray(SeenVariable[]::new));
    }

    private Answer write(LinkKey site, Step.WriteVariable write) {
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
