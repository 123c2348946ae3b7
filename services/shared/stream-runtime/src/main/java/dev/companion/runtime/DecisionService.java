package dev.companion.runtime;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What a stateful service tells the {@link DecisionProcessor}: its stores, its controller, and how records are translated.
 * It decides nothing. One instance serves all tasks of the process, so it holds no state of a task.
 *
 * @param <I> inputs of the controller
 * @param <E> emissions of the controller
 */
public interface DecisionService<I, E> {

    /** Returns the name of the processor in the topology. */
    String name();

    /** Returns a builder for each spec that the controller asks the ledger for; see {@link StateStores#json}. */
    Set<StoreBuilder<?>> stores();

    /** Returns a new controller over the ledger, not opened yet. */
    Controller<I, E> controller(Ledger ledger, TaskContext<I> task);

    /**
     * Translates a record in. An exception makes it a dead letter.
     *
     * @return empty if the record is not for this service
     */
    Optional<I> toInput(InboundRecord record);

    /**
     * Translates an emission of a decision out. An exception undoes the whole decision.
     *
     * @param task the one that decided: an answer of a call that the emission starts belongs into its inbox
     */
    void write(E emission, OutboundRecords out, TaskContext<I> task);

    /** Whether what it does at a timer is mostly to read lists that have not changed: few of its traces are sampled. */
    default boolean sweeps() {
        return false;
    }

    /** Called after each decision, for meters. */
    default void decided(Controller<I, E> controller, String taskId) {}

    /** Called when the task leaves this process, for meters. */
    default void closed(String taskId) {}

    /** Returns the shortest delay of the wake-up timer: each run of a timer ends in a commit. */
    default Duration timerDelayMin() {
        return Duration.ofMillis(20);
    }
}
