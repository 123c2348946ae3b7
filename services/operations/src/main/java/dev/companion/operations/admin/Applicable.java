package dev.companion.operations.admin;

import dev.companion.operations.domain.Plan;
import java.util.concurrent.ExecutionException;

/** What a command compares with the catalogue, and how it creates what is missing. */
public interface Applicable {

    /** Changes nothing. */
    Plan plan() throws ExecutionException, InterruptedException;

    /** Creates what is missing; deletes nothing. */
    void apply() throws ExecutionException, InterruptedException;
}
