package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ResealSecrets;
import dev.companion.mapper.domain.request.Request.Resealed;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Replaces the ciphertexts of stored credentials, and nothing else: address and revision of the access stay. */
final class ResealHandler {

    /** It says which credentials these are by what was read, so a save in between is not undone. */
    static final String NOTHING_AS_IT_WAS =
            "Nothing was sealed with another key: the credentials were saved or erased after they were read."
                    + " What is stored now stays.";

    private final Inventory inventory;
    private final Request request;

    ResealHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    /** Accepted if at least one credential is still stored as it was read. */
    Decision reseal(ResealSecrets wanted) {
        var resealed = new EnumMap<SecretName, SealedSecret>(SecretName.class);
        for (var each : wanted.secrets()) {
            sealed(each).ifPresent(secret -> resealed.put(secret.name(), secret));
        }
        if (resealed.isEmpty()) {
            return Decision.refused(NOTHING_AS_IT_WAS);
        }
        var names = resealed.keySet().stream().map(SecretName::name).collect(Collectors.joining(", "));
        return Decision.settled(
                null,
                List.copyOf(resealed.values()),
                new AuditNote(Action.RESEAL_SECRETS, "tenant:" + request.tenantId(), null, names, null));
    }

    private Optional<SealedSecret> sealed(Resealed wanted) {
        return inventory
                .findSecret(wanted.name())
                .filter(stored -> stored.fingerprint().equals(wanted.replaces()))
                .map(stored -> stored.sealedAs(wanted.sealed().ciphertext()));
    }
}
