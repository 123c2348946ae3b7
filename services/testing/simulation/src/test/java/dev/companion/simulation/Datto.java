package dev.companion.simulation;

import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sites with the variables of our name. */
final class Datto {

    private final Map<String, List<SeenVariable>> variables = new TreeMap<>();
    final Set<String> deletedSites = new TreeSet<>();
    private long ids = 100;

    List<SeenVariable> variablesOf(String siteUid) {
        return variables.computeIfAbsent(siteUid, _ -> new ArrayList<>());
    }

    Reply read(String siteUid) {
        return deletedSites.contains(siteUid)
                ? Reply.refused(Reason.NOT_FOUND)
                : Reply.variables(List.copyOf(variablesOf(siteUid)));
    }

    /** A variable that exists takes the new value. */
    Reply write(String siteUid, Step.WriteVariable write) {
        if (deletedSites.contains(siteUid)) {
            return Reply.refused(Reason.NOT_FOUND);
        }
        var there = variablesOf(siteUid);
        if (write.variableId() == null) {
            put(siteUid, write.value());
            return Reply.done();
        }
        if (there.removeIf(variable -> variable.id() == write.variableId())) {
            there.add(new SeenVariable(write.variableId(), write.value()));
            return Reply.done();
        }
        return Reply.refused(Reason.NOT_FOUND);
    }

    Reply delete(String siteUid, Step.DeleteVariable delete) {
        var there = variablesOf(siteUid).removeIf(variable -> variable.id() == delete.variableId());
        return there ? Reply.done() : Reply.refused(Reason.NOT_FOUND);
    }

    void put(String siteUid, String value) {
        var there = variablesOf(siteUid);
        var id = there.isEmpty() ? ids++ : there.getFirst().id();
        there.clear();
        there.add(new SeenVariable(id, value));
    }
}
