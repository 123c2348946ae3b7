package dev.companion.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Leaves tests out where no Docker engine answers or an image is missing, and prints why. With
 * {@code -Dcompanion.containers.required=true}, the same is a failure.
 */
final class EngineCondition implements ExecutionCondition {

    private static final String REQUIRED = "companion.containers.required";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var answers = DockerClientFactory.instance().isDockerAvailable();
        var reason = reason(answers, answers ? missing() : List.of());
        if (reason.isEmpty()) {
            return ConditionEvaluationResult.enabled("an engine and all images are there");
        }
        if (Boolean.getBoolean(REQUIRED)) {
            throw new AssertionError(reason.get());
        }
        // The report of a run counts what was left out, and does not say why.
        System.out.printf("[LEFT OUT] %s: %s%n", context.getDisplayName(), reason.get());
        return ConditionEvaluationResult.disabled(reason.get());
    }

    /**
     * @param answers whether an engine does
     * @param missing images that are not on it
     * @return why the tests cannot run; empty if they can
     */
    static Optional<String> reason(boolean answers, List<String> missing) {
        if (!answers) {
            return Optional.of("no Docker engine answers (start it or set DOCKER_HOST; ./companion test --containers"
                    + " brings one up on a Debian machine)");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not on the Docker engine: " + String.join(", ", missing)
                        + " (./companion test --containers builds all images)");
    }

    private static List<String> missing() {
        var missing = new ArrayList<String>();
        for (var image : Images.needed()) {
            try {
                DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            } catch (NotFoundException e) {
                missing.add(image);
            }
        }
        return missing;
    }
}
