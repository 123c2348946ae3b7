package dev.companion.poller.topology;

import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollInput;
import dev.companion.poller.domain.polling.PollInput.ReadAnswered;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.http.CredentialOpener;
import dev.companion.poller.http.VendorClients;
import dev.companion.poller.http.VendorReader;
import dev.companion.runtime.Inbox;
import dev.companion.runtime.TaskContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Executes the reads that the controllers start, and delivers their results to the inbox of the task. */
final class VendorReads {

    private record Owner(String taskId, String tenant, Vendor vendor, AtomicBoolean cancelled) {}

    private final VendorClients clients;
    private final CredentialOpener opener;
    private final CallQueue<Owner> queue;
    private final Map<String, VendorReader> readers = new ConcurrentHashMap<>();

    VendorReads(VendorClients clients, CredentialOpener opener, Executor executor, int concurrentCalls) {
        this.clients = clients;
        this.opener = opener;
        this.queue = new CallQueue<>(executor, concurrentCalls);
    }

    void start(VendorRead read, TaskContext<PollInput> task, Instant now) {
        var reader = readers.computeIfAbsent(task.id(), _ -> new VendorReader(clients, opener));
        var cancelled = new AtomicBoolean();
        var owner = new Owner(task.id(), read.tenant(), read.access().vendor(), cancelled);
        task.inbox()
                .start(
                        request -> queue.submit(owner, request),
                        new Inbox.Call<>(
                                api(owner.vendor()),
                                word(read.request()),
                                () -> cancelled.get() ? VendorReader.notSent(read) : reader.execute(read),
                                answered -> word(resultOf(answered)),
                                _ -> VendorReader.failed(read)),
                        now);
    }

    /** Ends the reads that were not sent yet; each has the result {@code NotSent}. */
    void cancel(String taskId, String tenant, Vendor vendor) {
        queue.cancel(owner -> owner.taskId().equals(taskId)
                        && owner.tenant().equals(tenant)
                        && owner.vendor() == vendor
                        && markCancelled(owner))
                .forEach(Runnable::run);
    }

    /** As {@link #cancel}, and drops the client and its credentials. */
    void close(String taskId, String tenant, Vendor vendor) {
        cancel(taskId, tenant, vendor);
        var reader = readers.get(taskId);
        if (reader != null) {
            reader.close(tenant, vendor);
        }
    }

    /** Ends all reads of a task that were not sent yet, and drops its clients. */
    void closeTask(String taskId) {
        queue.cancel(owner -> owner.taskId().equals(taskId) && markCancelled(owner))
                .forEach(Runnable::run);
        readers.remove(taskId);
    }

    /** Number of tenants, of all tasks, with a secret of this vendor that could not be opened when it was last needed. */
    int unopenedSecrets(Vendor vendor) {
        return readers.values().stream()
                .mapToInt(reader -> reader.unopenedSecrets(vendor))
                .sum();
    }

    /** The name that the API has in the metrics of every service. */
    private static String api(Vendor vendor) {
        return switch (vendor) {
            case DATTO_RMM -> "datto_rmm";
            case GRAVITYZONE -> "gravityzone";
        };
    }

    private static Object resultOf(PollInput answered) {
        return answered instanceof ReadAnswered(var _, var result, var _) ? result : answered;
    }

    /** The kind of a request or of a result, and nothing of what is in it. */
    private static String word(Object kind) {
        return kind.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean markCancelled(Owner owner) {
        owner.cancelled().set(true);
        return true;
    }
}
