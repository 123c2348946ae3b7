package dev.companion.operations.domain.check;

import java.util.List;

/** Whether the services that call the vendors open every stored secret. */
public final class SecretRules {

    private SecretRules() {}

    /** @param service that was asked, unless a sample says which it is of */
    public static List<Finding> of(String service, Samples samples) {
        return samples.named("companion_secrets_unopened")
                .filter(sample -> sample.value() > 0)
                .map(
                        sample -> Finding.fault(
                                "keysets",
                                sample.labels().getOrDefault("service", service),
                                "tenants with stored secrets that its private keyset does not open: %.0f"
                                        .formatted(sample.value()),
                                "every secret in companion.secrets.v1 can be opened",
                                "give poller and provisioner the private keyset that belongs to the console's public one, with all of its older keys; if it is lost, save the credentials again of each tenant that the log of the poller names (credential not opened)"))
                .toList();
    }
}
