package dev.companion.operations.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.operations.domain.Outcome;
import dev.companion.operations.domain.keys.Keyset.Key;
import dev.companion.operations.domain.keys.Sealed.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationRulesTest {

    private static final long OLD = 1;
    private static final long NEW = 2;
    private static final long FOREIGN = 9;

    private static final Keyset ONE = new Keyset(List.of(new Key(OLD, true)));
    private static final Keyset ADDED = new Keyset(List.of(new Key(OLD, true), new Key(NEW, false)));
    private static final Keyset PROMOTED = new Keyset(List.of(new Key(OLD, false), new Key(NEW, true)));
    private static final Keyset DONE = new Keyset(List.of(new Key(NEW, true)));

    @Test
    void aKeyIsAddedOnceAndThenPromoted() {
        assertThat(RotationRules.add(ONE).outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(RotationRules.add(ADDED).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(RotationRules.add(ADDED).lines()).singleElement().asString().contains("key 2", "keys promote");
        assertThat(RotationRules.add(PROMOTED).outcome())
                .as("a second rotation, before the first is finished")
                .isEqualTo(Outcome.DIFFERS);

        assertThat(RotationRules.promote(ADDED, ONE).keys()).containsExactly(NEW);
        assertThat(RotationRules.promote(ADDED, ONE).lines())
                .anyMatch(line -> line.contains("only if poller and provisioner"));
        assertThat(RotationRules.promote(PROMOTED, PROMOTED).outcome()).isEqualTo(Outcome.SAME);
        assertThat(RotationRules.promote(PROMOTED, ONE).outcome())
                .as("cut between both files")
                .isEqualTo(Outcome.DIFFERS);
        assertThat(RotationRules.promote(ADDED, new Keyset(List.of(new Key(FOREIGN, true))))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void onlyWhatIsSealedWithAFormerKeyIsSealedAgain() {
        var step = RotationRules.reseal(PROMOTED, sealed(stored("a", OLD), stored("a", NEW), stored("b", OLD)));

        assertThat(step.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(step.lines()).containsExactly("stored secrets to seal with key 2: 2 of 2 tenants");
        assertThat(RotationRules.reseal(PROMOTED, sealed(stored("a", NEW))).outcome())
                .isEqualTo(Outcome.SAME);
    }

    @Test
    void aLostKeyIsSaidAndKeepsNothingElseFromBeingSealedAgain() {
        var step = RotationRules.reseal(PROMOTED, sealed(stored("a", OLD), lost("b")));

        assertThat(step.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(step.lines()).anyMatch(line -> line.contains("no key of the private keyset opens: 1, of tenant b"));
        assertThat(RotationRules.reseal(PROMOTED, sealed(lost("b"))).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(RotationRules.status(PROMOTED, null, sealed(lost("b"))).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aKeyIsRemovedOnlyIfNothingIsSealedWithIt() {
        var step = RotationRules.remove(PROMOTED, PROMOTED, sealed(stored("a", NEW)), 0);
        assertThat(step.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(step.keys()).containsExactly(OLD);
        assertThat(step.lines())
                .anyMatch(line -> line.startsWith("to remove from both keysets: key 1"))
                .anyMatch(line -> line.contains("only if every console was restarted"))
                .as("a plan removes nothing")
                .noneMatch(line -> line.startsWith("removed"));

        assertThat(RotationRules.remove(PROMOTED, PROMOTED, sealed(stored("a", OLD)), 0)
                        .lines())
                .singleElement()
                .asString()
                .contains("sealed with key 1 (1): companion keys reseal first");
        assertThat(RotationRules.remove(PROMOTED, PROMOTED, new Sealed(List.of(), Map.of(OLD, 2L)), 0)
                        .lines())
                .singleElement()
                .asString()
                .contains("saves that the mapper has not decided")
                .contains("(2)");
        assertThat(RotationRules.remove(PROMOTED, PROMOTED, sealed(stored("a", NEW), lost("b")), 0)
                        .outcome())
                .as("it may be the last that opens it, in an earlier copy of the keyset")
                .isEqualTo(Outcome.REFUSED);
        assertThat(RotationRules.remove(PROMOTED, ONE, sealed(), 0).outcome())
                .as("the console still seals with it")
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aKeyIsKeptUntilThePollerHasReadWhatIsStored() {
        assertThat(RotationRules.remove(PROMOTED, PROMOTED, sealed(stored("a", NEW)), 3)
                        .lines())
                .singleElement()
                .asString()
                .contains("the poller has not read", "3 records of stored secrets", "start it");
        assertThat(RotationRules.remove(DONE, DONE, sealed(stored("a", NEW)), 3).outcome())
                .as("there is no former key")
                .isEqualTo(Outcome.SAME);
    }

    @Test
    void aKeyThatWasAddedAndDoesNotSealYetIsNotRemoved() {
        assertThat(RotationRules.remove(ADDED, ONE, sealed(stored("a", OLD)), 0).outcome())
                .isEqualTo(Outcome.SAME);
        assertThat(RotationRules.remove(DONE, DONE, sealed(stored("a", NEW)), 0).outcome())
                .isEqualTo(Outcome.SAME);
    }

    @Test
    void theStatusNamesTheNextStep() {
        assertThat(next(ONE, ONE, sealed(stored("a", OLD)))).contains("the only key");
        assertThat(next(ADDED, ONE, sealed(stored("a", OLD))))
                .contains("poller and provisioner were restarted", "keys promote");
        assertThat(next(PROMOTED, ONE, sealed(stored("a", OLD)))).contains("keys promote", "still seals with key 1");
        assertThat(next(PROMOTED, PROMOTED, sealed(stored("a", OLD)))).contains("console was restarted", "keys reseal");
        assertThat(next(PROMOTED, PROMOTED, sealed(stored("a", NEW)))).contains("keys remove");
        assertThat(next(DONE, DONE, sealed(stored("a", NEW)))).contains("the only key");
        assertThat(RotationRules.status(PROMOTED, PROMOTED, sealed(stored("a", NEW)))
                        .outcome())
                .isEqualTo(Outcome.DIFFERS);
        assertThat(RotationRules.status(DONE, DONE, sealed(stored("a", NEW))).outcome())
                .isEqualTo(Outcome.SAME);
    }

    @Test
    void aPublicKeysetOfAnotherInstallationIsNamedBeforeItsSecretsAreLost() {
        var status = RotationRules.status(ONE, new Keyset(List.of(new Key(FOREIGN, true))), sealed(stored("a", OLD)));

        assertThat(status.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(status.lines()).anyMatch(line -> line.contains("seals with key 9, which the private one lacks"));
    }

    @Test
    void aKeysetHasOneKeyThatSeals() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyset(List.of()));
    }

    private static String next(Keyset opens, Keyset seals, Sealed sealed) {
        return RotationRules.status(opens, seals, sealed).lines().getLast();
    }

    private static Sealed sealed(Stored... stored) {
        return new Sealed(List.of(stored), Map.of());
    }

    private static Stored stored(String tenant, long key) {
        return new Stored(tenant, "RMM_API_KEY", key, true);
    }

    private static Stored lost(String tenant) {
        return new Stored(tenant, "RMM_API_KEY", FOREIGN, false);
    }
}
