package dev.companion.watch.rules;

import java.util.List;

/** How Alertmanager groups, mutes and passes on. */
public final class AlertmanagerFile {

    /** While the first alert is there, those after it say nothing new about the same service. */
    public record Mute(String cause, List<String> consequences) {}

    /** Each cause says more than its consequences, which can be there without it. */
    public static final List<Mute> MUTES = List.of(
            new Mute("ContractRefused", List.of("StreamsNotRunning", "StreamsWedged")),
            new Mute("StreamsWedged", List.of("StreamsNotRunning")),
            new Mute("StreamsNotRunning", List.of("LagGrowing", "SweepStale", "StreamThreadsFailing")));

    private AlertmanagerFile() {}

    /**
     * @param webhook where notifications go; empty for nowhere, to be completed by the person who installs it
     * @param wait time in which further alerts join the first notification of a group
     */
    public static String text(String webhook, String wait, String groupInterval) {
        var text = new StringBuilder("""
                # Written by WatchFilesTest; the source is services/watch.
                route:
                  receiver: ticket
                  group_by: [alertname, namespace]
                  group_wait: %s
                  group_interval: %s
                  repeat_interval: 12h
                  routes:
                    - matchers: ['severity="page"']
                      receiver: page
                receivers:
                """.formatted(wait, groupInterval));
        for (var receiver : List.of("page", "ticket")) {
            text.append("  - name: ").append(receiver).append('\n');
            text.append(
                    webhook.isEmpty()
                            ? "    # No notification leaves yet: add email_configs, webhook_configs or another way here.\n"
                            : "    webhook_configs: [{url: '%s/%s', send_resolved: true}]%n"
                                    .formatted(webhook, receiver));
        }
        text.append("inhibit_rules:\n");
        for (var mute : MUTES) {
            text.append("  - source_matchers: ['alertname=\"%s\"']%n".formatted(mute.cause()));
            text.append(
                    "    target_matchers: ['alertname=~\"%s\"']%n".formatted(String.join("|", mute.consequences())));
            text.append("    equal: [namespace, service]\n");
        }
        return text.toString();
    }
}
