package dev.companion.mapper.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.claim.ClaimEmission.HolderChanged;
import dev.companion.mapper.domain.claim.ClaimEmission.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One root company belongs to one tenant (invariant 17). */
class ClaimControllerTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private static final String CAUSE = "r-1";

    private final Ledger ledger = Ledger.inMemory();
    private ClaimController controller = new ClaimController(ledger, Set.of());
    private Instant now = START;

    @Test
    void theFirstClaimWins() {
        assertThat(claim("t-1", "root"))
                .containsExactly(
                        new HolderChanged("root", new Right("t-1", now)),
                        new Judged("t-1", "root", ClaimVerdict.HELD, now, CAUSE));
        assertThat(claim("t-2", "root")).containsExactly(new Judged("t-2", "root", ClaimVerdict.TAKEN, null, CAUSE));
    }

    @Test
    void aClaimThatArrivesTwiceIsAnsweredTwiceAndChangesNothing() {
        claim("t-1", "root");
        var since = now;
        now = now.plusSeconds(60);

        assertThat(claim("t-1", "root")).containsExactly(new Judged("t-1", "root", ClaimVerdict.HELD, since, CAUSE));
    }

    @Test
    void aReleasedCompanyIsFreeAndOnlyItsHolderReleasesIt() {
        claim("t-1", "root");

        assertThat(say("t-2", "root", Statement.RELEASE, null)).isEmpty();
        assertThat(say("t-1", "root", Statement.RELEASE, null)).containsExactly(new HolderChanged("root", null));
        assertThat(say("t-1", "root", Statement.RELEASE, null)).isEmpty();
        assertThat(claim("t-2", "root")).contains(new Judged("t-2", "root", ClaimVerdict.HELD, now, CAUSE));
    }

    @Test
    void aCompanyInAnotherTenantsTreeCannotBeClaimed() {
        say("t-1", "sub", Statement.SEEN, START);

        assertThat(claim("t-2", "sub")).containsExactly(new Judged("t-2", "sub", ClaimVerdict.INSIDE, null, CAUSE));

        say("t-1", "sub", Statement.UNSEEN, null);
        assertThat(claim("t-2", "sub")).contains(new Judged("t-2", "sub", ClaimVerdict.HELD, now, CAUSE));
    }

    @Test
    void aTenantMayUseACompanyOfItsOwnTree() {
        say("t-1", "sub", Statement.SEEN, START);

        assertThat(claim("t-1", "sub")).contains(new Judged("t-1", "sub", ClaimVerdict.HELD, now, CAUSE));
    }

    @Test
    void aTenantThatComesLaterMayNotSurroundAClaimedCompany() {
        claim("t-1", "sub");
        now = now.plusSeconds(60);

        assertThat(say("t-2", "sub", Statement.SEEN, now))
                .containsExactly(new Judged("t-2", "sub", ClaimVerdict.SURROUNDS, null, null));
        assertThat(say("t-1", "sub", Statement.RELEASE, null))
                .contains(new Judged("t-2", "sub", ClaimVerdict.CLEAR, null, null));
    }

    @Test
    void aClaimInsideAnOlderTreeThatIsSeenLaterGivesWay() {
        now = now.plusSeconds(60);
        claim("t-2", "sub");

        assertThat(say("t-1", "sub", Statement.SEEN, START))
                .containsExactlyInAnyOrder(
                        new Judged("t-1", "sub", ClaimVerdict.CLEAR, null, null),
                        new Judged("t-2", "sub", ClaimVerdict.INSIDE, null, null));
        assertThat(say("t-1", "sub", Statement.UNSEEN, null))
                .containsExactly(new Judged("t-2", "sub", ClaimVerdict.HELD, START.plusSeconds(60), null));
    }

    @Test
    void aTenantThatTheOperatorHasGivenUpHoldsNothing() {
        claim("t-1", "root");
        say("t-1", "sub", Statement.SEEN, START);

        controller = new ClaimController(ledger, Set.of("t-1"));
        assertThat(controller.open(now))
                .containsExactlyInAnyOrder(
                        new HolderChanged("root", null), new Judged("t-1", "root", ClaimVerdict.TAKEN, null, null));
        ledger.commit();

        assertThat(claim("t-1", "root")).containsExactly(new Judged("t-1", "root", ClaimVerdict.TAKEN, null, CAUSE));
        assertThat(claim("t-2", "root")).contains(new Judged("t-2", "root", ClaimVerdict.HELD, now, CAUSE));
        assertThat(claim("t-3", "sub")).contains(new Judged("t-3", "sub", ClaimVerdict.HELD, now, CAUSE));
    }

    @Test
    void aTenantIsGivenUpHoweverItsUidIsTyped() {
        var typed = "9d4e0c1a-0000-4f00-8000-abcdef012345";
        claim(typed.toUpperCase(Locale.ROOT), "root-1");
        claim(typed, "root-2");

        controller = new ClaimController(ledger, Set.of(typed));
        assertThat(controller.open(now)).contains(new HolderChanged("root-1", null), new HolderChanged("root-2", null));
        ledger.commit();
        controller = new ClaimController(ledger, Set.of(typed.toUpperCase(Locale.ROOT)));

        assertThat(claim(typed, "root-1"))
                .containsExactly(new Judged(typed, "root-1", ClaimVerdict.TAKEN, null, CAUSE));
    }

    @Test
    void anAnswerSaysWhichClaimItAnswersAndAVerdictThatChangedByItselfDoesNot() {
        controller.on(new ClaimInput("root", "t-1", Statement.CLAIM, null, "r-1"), now);

        assertThat(controller.on(new ClaimInput("root", "t-1", Statement.CLAIM, null, "r-2"), now))
                .containsExactly(new Judged("t-1", "root", ClaimVerdict.HELD, now, "r-2"));
        assertThat(controller.on(
                        new ClaimInput("root", "t-2", Statement.SEEN, START.minusSeconds(60), "company:root"), now))
                .contains(new Judged("t-1", "root", ClaimVerdict.INSIDE, null, null));
    }

    /** Statements in any order, repeated, with restarts between them: the last verdicts never let two tenants in. */
    @Test
    void inEveryOrderNoTwoTenantsMayUseOneTree() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var store = Ledger.inMemory();
            var decides = new ClaimController(store, Set.of());
            var last = new HashMap<String, ClaimVerdict>();
            for (var step = 0; step < 60; step++) {
                var at = START.plusSeconds(random.nextInt(20));
                var tenant = "t-" + random.nextInt(4);
                var statement = Statement.values()[random.nextInt(4)];
                var input = new ClaimInput("root", tenant, statement, statement == Statement.SEEN ? at : null, null);
                var emissions = new ArrayList<ClaimEmission>();
                for (var delivery = random.nextInt(2); delivery >= 0; delivery--) {
                    emissions.addAll(decides.on(input, at));
                    store.commit();
                }
                if (random.nextInt(10) == 0) {
                    decides = new ClaimController(store, Set.of());
                    decides.open(at);
                }
                if (statement == Statement.RELEASE || statement == Statement.UNSEEN) {
                    last.remove(tenant, statement == Statement.RELEASE ? ClaimVerdict.HELD : ClaimVerdict.CLEAR);
                }
                emissions.stream()
                        .filter(Judged.class::isInstance)
                        .map(Judged.class::cast)
                        .forEach(judged -> last.put(judged.tenantId(), judged.verdict()));
                assertThat(having(ClaimVerdict.HELD, last))
                        .as("holders, seed %d, step %d", seed, step)
                        .hasSizeLessThanOrEqualTo(1);
                if (last.containsValue(ClaimVerdict.HELD)) {
                    assertThat(having(ClaimVerdict.CLEAR, last))
                            .as("tenants around the holder, seed %d, step %d", seed, step)
                            .isEmpty();
                }
            }
        }
    }

    private static List<String> having(ClaimVerdict verdict, Map<String, ClaimVerdict> last) {
        return last.entrySet().stream()
                .filter(entry -> entry.getValue() == verdict)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<ClaimEmission> claim(String tenant, String root) {
        return say(tenant, root, Statement.CLAIM, null);
    }

    private List<ClaimEmission> say(String tenant, String root, Statement statement, @Nullable Instant since) {
        var emissions = controller.on(new ClaimInput(root, tenant, statement, since, CAUSE), now);
        ledger.commit();
        return emissions;
    }
}
