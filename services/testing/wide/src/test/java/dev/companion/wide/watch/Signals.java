package dev.companion.wide.watch;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Processes that are stopped and go on as the signals of that name do it; they hold their connections meanwhile. */
record Signals(List<ProcessHandle> processes) {

    /** The registry, which the process of the broker has started. */
    static Signals ofRegistry(ProcessHandle broker) {
        return new Signals(broker.descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(Stream::of)
                        .orElse(Stream.empty())
                        .anyMatch(argument -> argument.endsWith("quarkus-run.jar")))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList());
    }

    void freeze() throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            throw new IllegalStateException("no such process");
        }
        send("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        send("-CONT");
    }

    private void send(String signal) throws IOException, InterruptedException {
        for (var process : processes) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
