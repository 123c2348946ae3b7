package dev.companion.operations.doctor;

import dev.companion.operations.domain.check.Finding;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.settings.SecretName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what the public keyset seals can be opened with the private one. */
final class Keysets {

    private static final String CHECK = "keysets";
    private static final String PROBE = "probe";

    private Keysets() {}

    static List<Finding> check(@Nullable Path publicKeyset, @Nullable Path privateKeyset) {
        if (publicKeyset == null || privateKeyset == null) {
            return List.of(); // only a machine that has both can compare them
        }
        var sealer = SecretSealer.of(publicKeyset);
        var opener = SecretOpener.of(privateKeyset);
        try {
            opener.open(PROBE, SecretName.RMM_API_KEY, sealer.seal(PROBE, SecretName.RMM_API_KEY, PROBE));
            return List.of();
        } catch (SecretOpener.UnsealException e) {
            return List.of(
                    Finding.fault(
                            CHECK,
                            publicKeyset.toString(),
                            "what it seals cannot be opened with " + privateKeyset,
                            "both keysets from one call of SealingKeysMain",
                            "give the console the public keyset that belongs to the private one, then save the credentials of each tenant again that were sealed meanwhile"));
        }
    }
}
