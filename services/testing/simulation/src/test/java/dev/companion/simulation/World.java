package dev.companion.simulation;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Step;
import java.time.Duration;
import java.util.List;

/** Both vendors: where a call takes effect. */
final class World {

    final GravityZone gravityZone;
    final Datto datto = new Datto();
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(100);

    private final Watch watch;

    World(Timeline timeline, Others others, Watch watch) {
        this.gravityZone = new GravityZone(
                timeline, id -> timeline.after(timeline.within(LOOKS_EVERY), () -> observe(others, id)));
        this.watch = watch;
    }

    /** The poller sees a company as it is now. */
    private void observe(Others others, String companyId) {
        var seen = gravityZone.company(companyId).map(GravityZone.Company::seen).orElse(null);
        others.company(companyId, seen);
    }

    /** The call takes effect, or is answered, now. */
    Reply handle(Call call) {
        watch.beforeEffect(call, this);
        var reply = effect(call);
        watch.afterEffect(call, this);
        return reply;
    }

    private Reply effect(Call call) {
        var site = call.link().siteUid();
        return switch (call.step()) {
            case Step.FindCompanyByName find -> gravityZone.named(List.of(find.name()));
            case Step.FindCompanies find -> gravityZone.named(find.names());
            case Step.FindCompanyById find -> gravityZone.byId(find.companyId());
            case Step.CreateCompany create -> gravityZone.create(create, call.link(), call.generation());
            case Step.FindPackage find -> gravityZone.listPackages(find.companyId());
            case Step.CreatePackage create -> gravityZone.create(create, call.link());
            case Step.ReadPackageLink read -> gravityZone.link(read);
            case Step.ReadPackageLinks read -> gravityZone.links(read);
            case Step.ReadLicence read ->
                Reply.notLicensed(gravityZone.lacking.getOrDefault(read.companyId(), List.of()));
            case Step.CountEndpoints count ->
                gravityZone
                        .company(count.companyId())
                        .map(company -> Reply.endpoints(company.face().endpoints()))
                        .orElseGet(() -> Reply.refused(Reason.NOT_FOUND));
            case Step.ReadPackage read -> gravityZone.read(read);
            case Step.UpdatePackage update -> gravityZone.update(update);
            case Step.DeletePackage delete -> gravityZone.delete(delete);
            case Step.ChangeCompany change -> gravityZone.change(change);
            case Step.ReadVariable _ -> datto.read(site);
            case Step.WriteVariable write -> datto.write(site, write);
            case Step.DeleteVariable delete -> datto.delete(site, delete);
        };
    }
}
