package dev.companion.mapper.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.claim.ClaimEmission.HolderChanged;
import dev.companion.mapper.domain.claim.ClaimEmission.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One root company belongs to one tenant (invariant 17). */
class ClaimControllerTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final Ledger ledger = Ledger.inMemory();
    private ClaimController controller = new ClaimController(ledger, Set.of());
    private Instant now = START;

    @Test
    void theFirstClaimWins() {
        assertThat(claim("t-1", "root"))
                .containsExactly(
                        new HolderChanged("root", new Right("t-1", now)),
                        new Judged("t-1", "root", ClaimVerdict.HELD, now));
        assertThat(claim("t-2", "root")).containsExactly(new Judged("t-2", "root", ClaimVerdict.TAKEN, null));
    }

    @Test
    void aClaimThatArrivesTwiceIsAnsweredTwiceAndChangesNothing() {
        claim("t-1", "root");
        var since = now;
        now = now.plusSeconds(60);

        assertThat(claim("t-1", "root")).containsExactly(new Judged("t-1", "root", ClaimVerdict.HELD, since));
    }

    @Test
    void aReleasedCompanyIsFreeAndOnlyItsHolderReleasesIt() {
        claim("t-1", "root");

        assertThat(say("t-2", "root", Statement.RELEASE, null)).isEmpty();
        assertThat(say("t-1", "root", Statement.RELEASE, null)).containsExactly(new HolderChanged("root", null));
        assertThat(say("t-1", "root", Statement.RELEASE, null)).isEmpty();
        assertThat(claim("t-2", "root")).contains(new Judged("t-2", "root", ClaimVerdict.HELD, now));
    }

    @Test
    void aCompanyInAnotherTenantsTreeCannotBeClaimed() {
        say("t-1", "sub", Statement.SEEN, START);

        assertThat(claim("t-2", "sub")).containsExactly(new Judged("t-2", "sub", ClaimVerdict.INSIDE, null));

        say("t-1", "sub", Statement.UNSEEN, null);
        assertThat(claim("t-2", "sub")).contains(new Judged("t-2", "sub", ClaimVerdict.HELD, now));
    }

    @Test
    void aTenantMayUseACompanyOfItsOwnTree() {
        say("t-1", "sub", Statement.SEEN, START);

        assertThat(claim("t-1", "sub")).contains(new Judged("t-1", "sub", ClaimVerdict.HELD, now));
    }

    @Test
    void aTenantThatComesLaterMayNotSurroundAClaimedCompany() {
        claim("t-1", "sub");
        now = now.plusSeconds(60);

        assertThat(say("t-2", "sub", Statement.SEEN, now))
                .containsExactly(new Judged("t-2", "sub", ClaimVerdict.SURROUNDS, null));
        assertThat(say("t-1", "sub", Statement.RELEASE, null))
                .contains(new Judged("t-2", "sub", ClaimVerdict.CLEAR, null));
    }

    @Test
    void aClaimInsideAnOlderTreeThatIsSeenLaterGivesWay() {
        now = now.plusSeconds(60);
        claim("t-2", "sub");

        assertThat(say("t-1", "sub", Statement.SEEN, START))
                .containsExactlyInAnyOrder(
                        new Judged("t-1", "sub", ClaimVerdict.CLEAR, null),
                        new Judged("t-2", "sub", ClaimVerdict.INSIDE, null));
        assertThat(say("t-1", "sub", Statement.UNSEEN, null))
                .containsExactly(new Judged("t-2", "sub", ClaimVerdict.HELD, START.plusSeconds(60)));
    }

    @Test
    void aTenantThatTheOperatorHasGivenUpHoldsNothing() {
        claim("t-1", "root");
        say("t-1", "sub", Statement.SEEN, START);

        controller = new ClaimController(ledger, Set.of("t-1"));
        assertThat(controller.open(now))
                .containsExactlyInAnyOrder(
                        new HolderChanged("root", null), new Judged("t-1", "root", ClaimVerdict.TAKEN, null));
        ledger.commit();

        assertThat(claim("t-1", "root")).containsExactly(new Judged("t-1", "root", ClaimVerdict.TAKEN, null));
        assertThat(claim("t-2", "root")).contains(new Judged("t-2", "root", ClaimVerdict.HELD, now));
        assertThat(claim("t-3", "sub")).contains(new Judged("t-3", "sub", ClaimVerdict.HELD, now));
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
                var input = new ClaimInput("root", tenant, statement, statement == Statement.SEEN ? at : null);
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
                assertThat(holders(last)).as("seed %d, step %d", seed, step).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static List<String> holders(Map<String, ClaimVerdict> last) {
        return last.entrySet().stream()
                .filter(entry -> entry.getValue() == ClaimVerdict.HELD)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<ClaimEmission> claim(String tenant, String root) {
        return say(tenant, root, Statement.CLAIM, null);
    }

    private List<ClaimEmission> say(String tenant, String root, Statement statement, @Nullable Instant since) {
        var emissions = controller.on(new ClaimInput(root, tenant, statement, since), now);
        ledger.commit();
        return emissions;
    }
}
