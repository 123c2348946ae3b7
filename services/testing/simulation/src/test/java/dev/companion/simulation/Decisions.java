package dev.companion.simulation;

import static dev.companion.simulation.Violation.unless;

import dev.companion.mapper.domain.link.CompanyOrder;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.simulation.GravityZone.Face;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people decided about companies: nothing else may suspend, activate, move, rename or delete one. */
final class Decisions {

    /** A decision is valid for 15 minutes; the call that carries it out may take a while longer. */
    private static final Duration LASTS = Duration.ofMinutes(15 + 2);

    /** With what the screen showed, or what the person read there. */
    record Decided(
            String action,
            String companyId,
            String name,
            long endpoints,
            @Nullable String newName,
            Instant at) {}

    private final Timeline timeline;
    private final Map<String, Decided> byRequest = new HashMap<>();

    Decisions(Timeline timeline) {
        this.timeline = timeline;
    }

    void made(String requestId, Decided decision) {
        byRequest.put(requestId, decision);
    }

    /** @param order of the spec that the call was planned for; null if it has none */
    void allow(Step.ChangeCompany change, @Nullable CompanyOrder order, World world, Call call) {
        var decided = order == null ? null : byRequest.get(order.requestId());
        unless(
                decided != null
                        && decided.action().equals(change.action().name())
                        && decided.companyId().equals(change.companyId())
                        && Objects.equals(decided.newName(), change.newName()),
                "a company is changed by a person's decision on it alone",
                () -> call);
        unless(
                !timeline.now().isAfter(decided.at().plus(LASTS)),
                "a company is changed by a recent decision alone",
                () -> decided);
        var company = world.gravityZone.company(change.companyId());
        if (change.action().name().equals("DELETE") && company.isPresent()) {
            unless(
                    company.get().lookedRecently(timeline.now(), face -> isAsSeen(face, decided)),
                    "a company is deleted with name and count as seen",
                    () -> decided + " but it is " + company.get().face());
        }
        if (change.newName() != null && company.isPresent()) {
            unless(
                    company.get()
                            .lookedRecently(timeline.now(), face -> face.name().equals(decided.name())),
                    "a company is renamed with the name as seen",
                    () -> decided + " but it is " + company.get().face());
        }
    }

    private static boolean isAsSeen(Face face, Decided decided) {
        return face.name().equals(decided.name()) && face.endpoints() <= decided.endpoints();
    }
}
