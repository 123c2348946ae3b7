package dev.companion.simulation;

import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Companies and packages as the vendor has them. It is as unhelpful as possible: it accepts any number of equal names
 * from our own calls, so only the protocol prevents duplicates. A name that another tenant's company has, visible here
 * or not, is refused as taken.
 */
final class GravityZone {

    static final String ROOT = "root";
    static final String FOLDER = "folder";
    private static final Duration KIT_BUILDS = Duration.ofSeconds(4);
    private static final Duration REMEMBERED = Duration.ofMinutes(3);

    /** @param endpoints machines with an agent */
    record Face(Instant since, String name, long endpoints, boolean suspended, String parentId) {}

    /** A company; {@code by} is null if no call of ours created it. */
    static final class Company {

        final String id;
        final Instant createdAt;
        final @Nullable LinkKey by;
        final long generation;
        final String madeAs;
        private final List<Face> faces = new ArrayList<>();

        Company(String id, Instant createdAt, @Nullable LinkKey by, long generation, String name, long endpoints) {
            this.id = id;
            this.createdAt = createdAt;
            this.by = by;
            this.generation = generation;
            this.madeAs = name;
            faces.add(new Face(createdAt, name, endpoints, false, ROOT));
        }

        Face face() {
            return faces.getLast();
        }

        /** Whether it looked like this at some time in the last minutes. */
        boolean lookedRecently(Instant now, Predicate<Face> like) {
            for (var i = 0; i < faces.size(); i++) {
                var until = i + 1 < faces.size() ? faces.get(i + 1).since() : now;
                if (!until.isBefore(now.minus(REMEMBERED)) && like.test(faces.get(i))) {
                    return true;
                }
            }
            return false;
        }

        /** Whether it ever had the name. */
        boolean wasCalled(String name) {
            return faces.stream().anyMatch(face -> face.name().equals(name));
        }

        void named(String name, Instant now) {
            faces.add(new Face(now, name, face().endpoints(), face().suspended(), face().parentId()));
        }

        void counting(long endpoints, Instant now) {
            faces.add(new Face(now, face().name(), endpoints, face().suspended(), face().parentId()));
        }

        void suspended(boolean rests, Instant now) {
            faces.add(new Face(now, face().name(), face().endpoints(), rests, face().parentId()));
        }

        void movedTo(String parentId, Instant now) {
            faces.add(new Face(now, face().name(), face().endpoints(), face().suspended(), parentId));
        }

        SeenCompany seen() {
            return new SeenCompany(id, face().name(), true, face().parentId(), face().suspended(), true, createdAt);
        }
    }

    /** A package; {@code by} is null if no call of ours created it. */
    static final class Package {

        final String id;
        final String companyId;
        final @Nullable LinkKey by;
        final Instant createdAt;
        final Instant listedFrom;
        String name;
        PackageProfile profile;
        int linkVersion = 1;

        @Nullable Instant deletedAt;

        Instant listedUntil = Instant.MAX;

        Package(
                String id,
                String companyId,
                @Nullable LinkKey by,
                Instant createdAt,
                Instant listedFrom,
                String name,
                PackageProfile profile) {
            this.id = id;
            this.companyId = companyId;
            this.by = by;
            this.createdAt = createdAt;
            this.listedFrom = listedFrom;
            this.name = name;
            this.profile = profile;
        }

        boolean there() {
            return deletedAt == null;
        }

        boolean listed(Instant now) {
            return !now.isBefore(listedFrom) && now.isBefore(listedUntil);
        }

        String link() {
            return "https://gz.example/" + companyId + "/" + id + "/" + linkVersion;
        }
    }

    private final Timeline timeline;
    private final Map<String, Company> companies = new LinkedHashMap<>();
    private final List<Package> packages = new ArrayList<>();
    final Set<String> takenElsewhere = new TreeSet<>();
    final Map<String, List<AddOn>> lacking = new LinkedHashMap<>();
    private final Consumer<String> observer;
    private long ids = 1000;

    /** @param observer receives the id of a company that was created, changed or deleted */
    GravityZone(Timeline timeline, Consumer<String> observer) {
        this.timeline = timeline;
        this.observer = observer;
    }

    /** The company was changed outside Companion. */
    void touched(String companyId) {
        observer.accept(companyId);
    }

    Company exists(String name, long endpoints) {
        return add(name, null, 0, endpoints);
    }

    private Company add(String name, @Nullable LinkKey by, long generation, long endpoints) {
        var company = new Company("c" + ids++, timeline.now(), by, generation, name, endpoints);
        companies.put(company.id, company);
        touched(company.id);
        return company;
    }

    List<Company> companies() {
        return List.copyOf(companies.values());
    }

    Optional<Company> company(String id) {
        return Optional.ofNullable(companies.get(id));
    }

    List<Package> packagesOf(String companyId) {
        return packages.stream()
                .filter(pkg -> pkg.there() && pkg.companyId.equals(companyId))
                .toList();
    }

    Optional<Package> pkg(String id) {
        return packages.stream().filter(pkg -> pkg.id.equals(id)).findFirst();
    }

    Stream<Package> packages() {
        return packages.stream().filter(Package::there);
    }

    Reply named(List<String> names) {
        return Reply.companies(companies.values().stream()
                .filter(company ->
                        names.stream().anyMatch(name -> company.face().name().equalsIgnoreCase(name.strip())))
                .map(Company::seen)
                .toList());
    }

    Reply byId(String id) {
        return company(id)
                .map(company -> Reply.companies(List.of(company.seen())))
                .orElseGet(() -> Reply.refused(saysGone(id) ? Reason.GONE : Reason.NOT_FOUND));
    }

    /** Of every other missing company it only says that the id leads nowhere. */
    static boolean saysGone(String id) {
        return id.hashCode() % 2 == 0;
    }

    Reply create(Step.CreateCompany create, LinkKey by, long generation) {
        var taken = takenElsewhere.contains(create.name())
                || companies.values().stream()
                        .filter(company -> company.by == null || !company.madeAs.equalsIgnoreCase(create.name()))
                        .anyMatch(company -> company.face().name().equalsIgnoreCase(create.name()));
        return taken ? Reply.refused(Reason.NAME_TAKEN) : Reply.created(add(create.name(), by, generation, 0).id);
    }

    /** A listing is behind by some seconds. */
    Reply listPackages(String companyId) {
        if (!companies.containsKey(companyId)) {
            return Reply.refused(Reason.NOT_FOUND);
        }
        return Reply.packages(packages.stream()
                .filter(pkg -> pkg.companyId.equals(companyId) && pkg.listed(timeline.now()))
                .map(pkg -> new SeenPackage(pkg.id, pkg.name))
                .toList());
    }

    boolean lists(String companyId, String name) {
        return listed(companyId, name).isPresent();
    }

    boolean everHadPackage(String companyId) {
        return packages.stream().anyMatch(pkg -> pkg.companyId.equals(companyId));
    }

    Reply create(Step.CreatePackage create, LinkKey by) {
        if (!companies.containsKey(create.companyId())) {
            return Reply.refused(Reason.NOT_FOUND);
        }
        // Only the vendor can know a name that exists and is not listed yet.
        var unlisted = packagesOf(create.companyId()).stream()
                .anyMatch(pkg -> pkg.name.equals(create.packageName()) && !pkg.listed(timeline.now()));
        if (unlisted) {
            return Reply.refused(Reason.NAME_TAKEN);
        }
        return Reply.created(addPackage(create.companyId(), by, create.packageName(), create.profile()).id);
    }

    Package addPackage(String companyId, @Nullable LinkKey by, String name, PackageProfile profile) {
        var now = timeline.now();
        var listedFrom = timeline.mishap(0.3) ? now.plus(timeline.within(Duration.ofSeconds(12))) : now;
        var made = new Package("p" + ids++, companyId, by, now, listedFrom, name, profile);
        packages.add(made);
        return made;
    }

    Reply link(Step.ReadPackageLink read) {
        return listed(read.companyId(), read.packageName())
                .map(pkg -> Reply.link(pkg.link(), built(pkg)))
                .orElseGet(() -> Reply.refused(Reason.NOT_FOUND));
    }

    Reply links(Step.ReadPackageLinks read) {
        return Reply.links(read.packages().stream()
                .flatMap(wanted -> listed(wanted.companyId(), wanted.name()).stream())
                .map(pkg -> new SeenLink(pkg.companyId, pkg.name, pkg.link(), built(pkg)))
                .toList());
    }

    private boolean built(Package pkg) {
        return timeline.now().isAfter(pkg.createdAt.plus(KIT_BUILDS));
    }

    private Optional<Package> listed(String companyId, String name) {
        return packages.stream()
                .filter(pkg -> pkg.listed(timeline.now()) && pkg.companyId.equals(companyId))
                .filter(pkg -> pkg.name.equals(name))
                .findFirst();
    }

    Reply read(Step.ReadPackage read) {
        return pkg(read.packageId())
                .filter(Package::there)
                .map(pkg -> Reply.profile(pkg.profile))
                .orElseGet(() -> Reply.refused(Reason.NOT_FOUND));
    }

    Reply update(Step.UpdatePackage update) {
        var pkg = pkg(update.packageId()).filter(Package::there);
        pkg.ifPresent(there -> there.profile = update.profile());
        return pkg.isPresent() ? Reply.done() : Reply.refused(Reason.NOT_FOUND);
    }

    Reply delete(Step.DeletePackage delete) {
        var pkg = pkg(delete.packageId()).filter(Package::there);
        pkg.ifPresent(this::remove);
        return pkg.isPresent() ? Reply.done() : Reply.refused(Reason.NOT_FOUND);
    }

    void remove(Package pkg) {
        var now = timeline.now();
        pkg.deletedAt = now;
        pkg.listedUntil = timeline.mishap(0.2) ? now.plus(timeline.within(Duration.ofSeconds(8))) : now;
    }

    /** Deletes a company with everything in it. */
    void remove(Company company) {
        companies.remove(company.id);
        packagesOf(company.id).forEach(pkg -> {
            pkg.deletedAt = timeline.now();
            pkg.listedUntil = timeline.now();
        });
        touched(company.id);
    }

    /** Renaming does keep names unique. */
    private boolean isTaken(String name, Company by) {
        return takenElsewhere.contains(name)
                || companies.values().stream()
                        .anyMatch(other -> other != by && other.face().name().equalsIgnoreCase(name));
    }

    Reply change(Step.ChangeCompany change) {
        var company = companies.get(change.companyId());
        if (company == null) {
            return Reply.refused(Reason.NOT_FOUND);
        }
        var now = timeline.now();
        switch (change.action()) {
            case SUSPEND -> company.suspended(true, now);
            case ACTIVATE -> company.suspended(false, now);
            case MOVE -> company.movedTo(change.parentId(), now);
            case DELETE -> remove(company);
            case RENAME -> {
                if (isTaken(change.newName(), company)) {
                    return Reply.refused(Reason.NAME_TAKEN);
                }
                company.named(change.newName(), now);
            }
        }
        touched(company.id);
        return Reply.done();
    }
}
